package dev.guildhouse.collector.recount;

import java.util.Arrays;

/** Numbers in 8 bytes each, which can be asked for once they are sorted. */
final class LongList {
  private static final int FIRST_LENGTH = 16;

  private long[] numbers = new long[FIRST_LENGTH];
  private int size;

  void add(long number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  /** Sorts them and leaves each once. */
  void settle() {
    Arrays.sort(numbers, 0, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (i == 0 || numbers[i] != numbers[i - 1]) {
        numbers[kept++] = numbers[i];
      }
    }
    size = kept;
  }

  /** Whether it is among the settled. */
  boolean contains(long number) {
    return Arrays.binarySearch(numbers, 0, size, number) >= 0;
  }

  int size() {
    return size;
  }

  long at(int index) {
    return numbers[index];
  }
}
