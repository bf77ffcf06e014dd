/** The words around every page for colleagues, in English; the German ones have the same shape. */
export const staffEnglish = {
  skip: 'Go to the content',
  nav: {
    label: 'Main',
    list: 'My list',
    department: 'Department',
    everybody: 'Everybody',
    search: 'Search',
    figures: 'Figures',
    policies: 'Policies',
  },
  find: 'Customer, invoice or person',
  signedIn: 'Signed in as',
  signOut: 'Sign out',
  undo: 'Undo',
  problem: 'Please look at this again',
  more: 'More',
  roles: {
    specialist: 'specialists',
    manager: 'managers',
    finance: 'finance',
    operator: 'operators',
    administrator: 'administrators',
    approver: 'approvers',
    everybody: 'everybody who is signed in',
    'whose-item': 'whoever it is for',
  },
  forbidden: {
    title: 'This is not yours to do',
    who: (roles: string) => `It may be done by: ${roles}.`,
    hint: 'Ask one of them, or hand the item on. Nothing was changed.',
  },
  failures: {
    missing: { title: 'There is nothing here', text: 'The address is wrong, or what stood here is gone.' },
    refused: { title: 'That was not recorded', text: 'Something in it does not fit. Nothing was changed.' },
    elsewhere: {
      title: 'This came from another page',
      text: 'What is sent counts only from one of our own pages. Go back, load the page anew, and send it again.',
    },
    stale: {
      title: 'Please send this again',
      text: 'You have signed in anew since this page was opened. Nothing was changed: go back, load the page anew, and send it again.',
    },
    'too-large': { title: 'That is too much', text: 'The form holds more than this page takes. Nothing was changed.' },
    'no-form': { title: 'That is no form of ours', text: 'Nothing was changed.' },
    changing: {
      title: 'Just a moment',
      text: 'The books of this customer are being changed. Nothing was changed: please try again in a minute.',
    },
    unavailable: {
      title: 'We cannot look it up at the moment',
      text: 'Please try again in a few minutes.',
    },
    failure: { title: 'Something went wrong on our side', text: 'Please try again later.' },
  },
  signedOff: {
    title: 'You are not signed in any more',
    text: 'Nothing was changed. Sign in, and send it again.',
  },
  signIn: {
    title: 'Sign in',
    signedOut: 'You are signed out',
    signedOutText:
      'The place where you sign in may still know you for a while: on a shared computer, close the browser too.',
    button: 'Sign in',
    again: 'Sign in again',
    other: 'Sign in as somebody else',
    failures: {
      'not-set-up': {
        title: 'Nobody can sign in here yet',
        text: 'No place to sign in is set up. Whoever runs this has to name one.',
      },
      unreachable: {
        title: 'We cannot reach the place where you sign in',
        text: 'It does not answer at the moment. Please try again in a few minutes.',
      },
      unavailable: {
        title: 'We cannot sign you in at the moment',
        text: 'Please try again in a few minutes.',
      },
      'not-begun': {
        title: 'This sign-in is over',
        text: 'It was used before, took longer than ten minutes, or was begun in another browser.',
      },
      refused: {
        title: 'You were not signed in',
        text: 'The place where you sign in did not confirm it, or you stopped there.',
      },
      'not-confirmed': {
        title: 'Your address is not confirmed',
        text: 'The place where you sign in does not vouch for your e-mail address. Whoever runs it has to confirm it.',
      },
      stranger: {
        title: 'You are not among the staff',
        text: 'You were signed in with an address that is not among the staff of this company. An administrator can add it.',
      },
    },
  },
};

export type StaffWords = typeof staffEnglish;
