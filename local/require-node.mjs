// Plain JavaScript, because an older Node cannot read anything else of this project.
const NEEDED = 24;

if (Number(process.versions.node.split('.')[0]) < NEEDED) {
  process.stderr.write(
    `Good Standing needs Node ${NEEDED}, but this is Node ${process.versions.node}: the install script of the development dependency "node" did not run. Run "npm ci" with install scripts allowed (no --ignore-scripts), then try again.\n`,
  );
  process.exit(1);
}
