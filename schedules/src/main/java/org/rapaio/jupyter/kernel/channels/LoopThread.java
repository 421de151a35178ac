package org.rapaio.jupyter.kernel.channels;

/**
 * Stands in for the class of this name in the notebook kernel, before which it comes on the kernel's
 * class path. That one may hang at its start in two ways: a thread that is quicker than whoever starts
 * it finds that it is not to run yet, and ends; and one that hears a message before the kernel knows
 * what to do with any ends with an exception. In both the channel is deaf from then on. This one rests
 * before its first turn, and goes on after a turn that failed: whoever asks asks again.
 */
public final class LoopThread extends Thread {
  private final long sleepMillis;
  private final Runnable body;
  private volatile boolean isShutDown;

  /** Called by the kernel. */
  public LoopThread(String name, long sleepMillis, Runnable body) {
    super(name);
    this.sleepMillis = sleepMillis;
    this.body = body;
  }

  @Override
  public void run() {
    while (!isShutDown) {
      try {
        Thread.sleep(sleepMillis);
        turn();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void turn() {
    try {
      body.run();
    } catch (RuntimeException e) {
      if (!isShutDown) {
        System.err.println(getName() + " goes on after " + e);
      }
    }
  }

  /** Ends it after the turn that it is in. */
  public void shutdown() {
    isShutDown = true;
  }
}
