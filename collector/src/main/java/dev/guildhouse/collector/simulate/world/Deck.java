package dev.guildhouse.collector.simulate.world;

import java.util.ArrayList;
import java.util.List;

/**
 * Deals cards and shuffles them anew when all are dealt: shares are met exactly, and what is rare
 * comes once in every deck instead of perhaps.
 */
public final class Deck<T> {
  private final List<T> cards = new ArrayList<>();
  private int next;

  /** Adds equal cards to the deck; only before the first deal. */
  public Deck<T> with(int copies, T card) {
    for (int i = 0; i < copies; i++) {
      cards.add(card);
    }
    return this;
  }

  public T deal(Draws draws) {
    if (next == 0) {
      for (int i = cards.size() - 1; i > 0; i--) {
        int other = draws.below(i + 1);
        T card = cards.get(i);
        cards.set(i, cards.get(other));
        cards.set(other, card);
      }
    }
    T card = cards.get(next);
    next = (next + 1) % cards.size();
    return card;
  }
}
