import { reviewInput } from '../../workflows/nightly-review/contract.ts';
import { task } from '../platform/task.ts';
import { admitDue } from './nightly-review.ts';

export default task('AdmitDue', reviewInput.pick({ date: true }), (platform) => admitDue(platform));
