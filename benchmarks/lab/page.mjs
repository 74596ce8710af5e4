/** What the browser says of a page: time of its main thread, memory, long tasks. */
/* global requestAnimationFrame, window */

/**
 * A page that is measured. Processor time is that of its main thread alone: on
 * a machine that does other things too it says more than the clock.
 */
export class MeasuredPage {
  static async of(page) {
    const cdp = await page.context().newCDPSession(page);
    await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
    await page.evaluate(watchLongTasks);
    return new MeasuredPage(page, cdp);
  }

  constructor(page, cdp) {
    this.page = page;
    this.cdp = cdp;
  }

  execute(command, args = {}) {
    return this.page.evaluate(
      async ([id, given]) =>
        void (await window.jupyterapp.commands.execute(id, given)),
      [command, args]
    );
  }

  /** Processor time of the main thread since the page is there, in ms. */
  async busy() {
    return 1000 * (await this._metrics()).TaskDuration;
  }

  /** What two collections leave: heap in bytes, nodes of the DOM, listeners. */
  async memory() {
    for (let i = 0; i < 2; i++) {
      await this.cdp.send('HeapProfiler.collectGarbage');
    }
    const metrics = await this._metrics();
    return {
      heap: metrics.JSHeapUsedSize,
      nodes: metrics.Nodes,
      listeners: metrics.JSEventListeners
    };
  }

  /** How long the tasks were that took more than 50 ms, since this was asked last. */
  longTasks() {
    return this.page.evaluate(() => window.longTasks.splice(0));
  }

  /** Waits until the page has drawn, and has nothing more to do at once. */
  settle() {
    return this.page.evaluate(async () => {
      for (let i = 0; i < 3; i++) {
        await new Promise(resolve => requestAnimationFrame(resolve));
        await new Promise(resolve => setTimeout(resolve));
      }
    });
  }

  async close() {
    await this.page.context().close();
  }

  async _metrics() {
    const { metrics } = await this.cdp.send('Performance.getMetrics');
    return Object.fromEntries(metrics.map(({ name, value }) => [name, value]));
  }
}

function watchLongTasks() {
  window.longTasks = [];
  new PerformanceObserver(list => {
    window.longTasks.push(...list.getEntries().map(each => each.duration));
  }).observe({ type: 'longtask' });
}
