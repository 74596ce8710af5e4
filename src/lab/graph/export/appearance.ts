import '../../../../style/states.css';
import type { LabIcon } from '@jupyterlab/ui-components';
import { COLOURS, colourClass } from '../../colours/step-colours';
import { SEVERITY_ICONS, STATUS_ICONS } from '../../icons/state-icons';
import type { Appearance, Sign } from './svg';

/** How the theme of the moment draws graphs, read off an element of the page. */
export function appearanceNow(): Appearance {
  const probe = document.createElement('div');
  probe.className = 'jp-ThemedContainer';
  probe.style.display = 'none';
  document.body.append(probe);
  const colourOf = (value: string, className = ''): string => {
    const node = document.createElement('span');
    node.className = className;
    node.style.color = value;
    probe.append(node);
    return getComputedStyle(node).color;
  };
  const signsOf = <Key extends string>(
    icons: Readonly<Record<Key, LabIcon>>,
    className: string
  ): Readonly<Record<Key, Sign>> => {
    const keys = Object.keys(icons) as Key[];
    const signs = keys.map((key): [Key, Sign] => [
      key,
      {
        svg: icons[key].svgstr,
        colour: colourOf('', `${className} jp-mod-${key}`)
      }
    ]);
    return Object.fromEntries(signs) as Record<Key, Sign>;
  };
  const fontOf = (variable: string): string =>
    getComputedStyle(probe).getPropertyValue(variable).trim();
  try {
    return {
      ground: colourOf('var(--jp-layout-color0)'),
      node: colourOf('var(--jp-layout-color1)'),
      border: colourOf('var(--jp-border-color1)'),
      line: colourOf('var(--jp-ui-font-color3)'),
      text: colourOf('var(--jp-ui-font-color1)'),
      secondText: colourOf('var(--jp-ui-font-color2)'),
      font: fontOf('--jp-ui-font-family'),
      codeFont: fontOf('--jp-code-font-family'),
      colours: Array.from({ length: COLOURS }, (_, colour) =>
        colourOf('var(--jp-private-cellway-colour)', colourClass(colour))
      ),
      statuses: signsOf(STATUS_ICONS, 'jp-Cellway-status'),
      severities: signsOf(SEVERITY_ICONS, 'jp-Cellway-severity')
    };
  } finally {
    probe.remove();
  }
}
