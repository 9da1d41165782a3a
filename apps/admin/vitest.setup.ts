import '@testing-library/jest-dom/vitest';

// jsdom has <dialog> but not its modal half. These two lines are what a browser does, as far as a test can see it.
HTMLDialogElement.prototype.showModal ??= function showModal(this: HTMLDialogElement) {
  this.open = true;
};
HTMLDialogElement.prototype.close ??= function close(this: HTMLDialogElement) {
  this.open = false;
  this.dispatchEvent(new Event('close'));
};
