/** What container runtimes and Argo say of a program that an image does not have. */
export const NO_PYTHON =
  /exec: "?[^"\s]*python[^"\s]*"?: (executable file not found|.*no such file or directory)/;

export function pythonMissing(image: string | undefined): {
  readonly message: string;
  readonly hint: string;
} {
  const which = image === undefined ? 'of the step ' : `'${image}' `;
  return {
    message: `The image ${which}has no program python3`,
    hint: 'Choose an image with Python 3.9 or newer, with python3 on its PATH.'
  };
}
