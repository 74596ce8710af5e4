import { galata } from '@jupyterlab/galata';
import type { NotebookPanel } from '@jupyterlab/notebook';
import type { Browser, BrowserContext } from '@playwright/test';
import { Panel } from '../panel';
import { COLLABORATION, giveNotebook, TOKEN } from '../server';

/** A browser of their own for a person. */
export async function newContext(browser: Browser): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: COLLABORATION.url,
    extraHTTPHeaders: { Authorization: `token ${TOKEN}` }
  });
}

/** A person in JupyterLab, with their own settings by plugin. */
export async function join(
  browser: Browser,
  settings: Record<string, object> = {}
): Promise<Panel> {
  const context = await newContext(browser);
  const page = await context.newPage();
  if (Object.keys(settings).length > 0) {
    await galata.Mock.mockSettings(page, [], settings);
  }
  return Panel.at(page, 'lab?reset');
}

/** All of them open a copy of a notebook. */
export async function openTogether(
  source: string,
  ...people: Panel[]
): Promise<string> {
  const notebook = await giveNotebook(source, COLLABORATION);
  for (const person of people) {
    await person.open(notebook);
    await waitForCells(person, notebook);
  }
  return notebook;
}

/** What is in a notebook comes a moment after the notebook. */
export async function waitForCells(
  { page }: Panel,
  notebook: string
): Promise<void> {
  await page.waitForFunction(path => {
    const { context, content } = window.jupyterapp.shell
      .currentWidget as NotebookPanel;
    return context.localPath === path && content.widgets.length > 1;
  }, notebook);
}

/** The ids of the cells with a tag. */
export function cellsOf({ page }: Panel, tag: string): Promise<string[]> {
  return page.evaluate(wanted => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    return (content.model?.sharedModel.cells ?? []).flatMap(cell => {
      const tags = (cell.getMetadata('tags') ?? []) as string[];
      return tags.includes(wanted) ? [cell.getId()] : [];
    });
  }, tag);
}

/** The tags of all cells that have any, by their ids. */
export function tagsOf({ page }: Panel): Promise<Record<string, string[]>> {
  return page.evaluate(() => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    const cells = content.model?.sharedModel.cells ?? [];
    return Object.fromEntries(
      cells.flatMap(cell => {
        const tags = cell.getMetadata('tags') as string[] | undefined;
        return tags ? [[cell.getId(), tags]] : [];
      })
    );
  });
}

export function sourceOf({ page }: Panel, id: string): Promise<string> {
  return page.evaluate(wanted => {
    const { content } = window.jupyterapp.shell.currentWidget as NotebookPanel;
    const cells = content.model?.sharedModel.cells ?? [];
    return cells.find(cell => cell.getId() === wanted)?.getSource() ?? '';
  }, id);
}
