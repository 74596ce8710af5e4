import type { Installation } from './installation';
import { lacking, well, type Finding } from './finding';

/** Whether Cellway works in JupyterLab; the command line works without. */
export function examineJupyter(found: Installation | undefined): Finding[] {
  if (found === undefined) {
    return [
      lacking(
        'JupyterLab',
        'no Python with Cellway is found',
        "Call 'cellway' as it is installed by: pip install cellway."
      )
    ];
  }
  if (found.jupyterlab === null) {
    return [
      lacking(
        'JupyterLab',
        `is not installed beside Cellway, in Python ${found.python}`,
        `${found.program} -m pip install 'jupyterlab>=4.6'`
      )
    ];
  }
  return [
    isOld(found.jupyterlab)
      ? lacking(
          'JupyterLab',
          `${found.jupyterlab} is older than 4.6, the oldest that Cellway is tried with`,
          `${found.program} -m pip install --upgrade jupyterlab`
        )
      : well('JupyterLab', found.jupyterlab),
    found.serverExtension
      ? well('Server part', 'enabled')
      : lacking(
          'Server part',
          'is not enabled: JupyterLab cannot run pipelines',
          'jupyter server extension enable cellway'
        ),
    found.labExtension
      ? well('Panel', 'installed')
      : lacking(
          'Panel',
          'is not where JupyterLab looks for it',
          `${found.program} -m pip install --force-reinstall --no-deps cellway`
        )
  ];
}

function isOld(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major < 4 || (major === 4 && minor < 6);
}
