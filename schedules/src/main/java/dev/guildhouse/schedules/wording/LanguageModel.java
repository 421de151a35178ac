package dev.guildhouse.schedules.wording;

/** Somebody who writes text on request. */
public interface LanguageModel {

  /**
   * Asks once; may try several times.
   *
   * @param instructions what to do
   * @param material what to do it with
   * @throws NoReply when nothing usable came back in time
   */
  Reply ask(String instructions, String material) throws NoReply;

  /** What it is called. */
  String name();

  /**
   * What came back.
   *
   * @param text not to be trusted
   * @param usage what it took
   */
  record Reply(String text, Usage usage) {}

  /**
   * Tokens as the endpoint counted them; 0 where it does not tell.
   *
   * @param inputTokens read
   * @param outputTokens written
   */
  record Usage(long inputTokens, long outputTokens) {
    public static final Usage NONE = new Usage(0, 0);

    long tokens() {
      return inputTokens + outputTokens;
    }
  }

  /** Nothing usable came back. Its message completes "the language model …" and quotes nobody. */
  final class NoReply extends Exception {
    private static final long serialVersionUID = 1L;

    public NoReply(String reason) {
      super(reason);
    }
  }
}
