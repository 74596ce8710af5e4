import { Widget } from '@lumino/widgets';
import { FollowedView, type Followed } from '../followed-view';

class Model implements Followed {
  isDisposed = false;
  isFollowing = false;

  async goOn(): Promise<void> {
    this.isFollowing = true;
  }

  pause(): void {
    this.isFollowing = false;
  }

  dispose(): void {
    this.isDisposed = true;
  }
}

class View extends FollowedView<Model> {
  protected override render(): null {
    return null;
  }
}

describe('a tab that follows what it shows', () => {
  it('is gone with its model when it is closed, and says so', () => {
    const model = new Model();
    const view = new View(model, 'button');
    const told = jest.fn();
    view.disposed.connect(told);
    Widget.attach(view, document.body);
    expect(model.isFollowing).toBe(true);

    view.close();
    expect(view.isDisposed).toBe(true);
    expect(model.isDisposed).toBe(true);
    // Who keeps a list of tabs, or opens them at the next start, forgets it.
    expect(told).toHaveBeenCalledTimes(1);
    expect(view.node.isConnected).toBe(false);
  });
});
