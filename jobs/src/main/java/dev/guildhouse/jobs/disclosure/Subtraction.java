package dev.guildhouse.jobs.disclosure;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What adding and subtracting shown rows of one sum and month could single out.
 *
 * <p>Whatever is added up from rows of the guild weighs all days alike that lie in the same shown
 * rows; so do rows of a channel. Such groups of days, of the guild and of each channel, are the nodes
 * of a graph, and each channel's day is an edge between the group it belongs to there and here; what
 * no row shows hangs on the ground. An edge weighs the difference of its nodes' weights. If a
 * combination is to be of fewer than five members, edges of five or more must weigh nothing: their
 * nodes weigh the same and can be taken for one. Edges between the same two nodes weigh alike, so
 * what holds for an edge holds for all of them together. When in the end no edge with anybody on it
 * is left, there is no such combination, of whatever many rows.
 */
final class Subtraction {
  private final Set<Cell> shown;
  private final Map<Cell, Integer> nodes = new HashMap<>();
  private int[] parents;

  private Subtraction(Set<Cell> shown, int atoms) {
    this.shown = shown;
    this.parents = new int[2 * atoms + 1];
    for (int node = 0; node < parents.length; node++) {
      parents[node] = node;
    }
  }

  /**
   * Whether no combination of the shown rows tells of fewer than five members.
   *
   * @param crowds who did it, by channel and day
   */
  static boolean singlesOutNobody(Map<Atom, Crowd> crowds, Set<Cell> shown) {
    return new Subtraction(shown, crowds.size()).isSafe(crowds);
  }

  private boolean isSafe(Map<Atom, Crowd> crowds) {
    crowds.forEach((atom, crowd) -> {
      if (crowd.isEnough()) {
        join(guildNode(atom), channelNode(atom));
      }
    });
    while (true) {
      Map<Long, Crowd> between = between(crowds);
      boolean isJoined = false;
      for (Map.Entry<Long, Crowd> edge : between.entrySet()) {
        if (edge.getValue().isEnough()) {
          join((int) (edge.getKey() >> Integer.SIZE), (int) (long) edge.getKey());
          isJoined = true;
        }
      }
      if (!isJoined) {
        return between.isEmpty();
      }
    }
  }

  /** Who stands on the edges between each two nodes. */
  private Map<Long, Crowd> between(Map<Atom, Crowd> crowds) {
    Map<Long, Crowd> between = new HashMap<>();
    crowds.forEach((atom, crowd) -> {
      int one = root(guildNode(atom));
      int other = root(channelNode(atom));
      if (one != other && !crowd.isEmpty()) {
        long pair = ((long) Math.min(one, other) << Integer.SIZE) | Math.max(one, other);
        between.merge(pair, crowd, Crowd::plus);
      }
    });
    return between;
  }

  private int guildNode(Atom atom) {
    return node(atom.shownOfGuild(shown));
  }

  private int channelNode(Atom atom) {
    return node(atom.shownOfChannel(shown));
  }

  /** 0 is the ground. */
  private int node(@Nullable Cell cell) {
    return cell == null ? 0 : nodes.computeIfAbsent(cell, c -> nodes.size() + 1);
  }

  private void join(int one, int other) {
    parents[root(one)] = root(other);
  }

  private int root(int node) {
    int root = node;
    while (parents[root] != root) {
      parents[root] = parents[parents[root]];
      root = parents[root];
    }
    return root;
  }
}
