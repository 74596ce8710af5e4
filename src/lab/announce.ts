let region: HTMLElement | undefined;

/** Says something aloud to those who use a screen reader; nobody sees it. */
export function announce(text: string): void {
  if (!region) {
    region = document.createElement('div');
    region.className = 'jp-Cellway-spoken';
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  // The same words again are no change, and would not be said.
  region.textContent = region.textContent === text ? `${text}\u00a0` : text;
}
