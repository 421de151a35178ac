package dev.guildhouse.collector.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LongCacheTest {
  @Test
  void remembersAtLeastTheNewestEntriesAndNeverAWrongOne() {
    int capacity = 5_000;
    LongCache cache = new LongCache(capacity);
    Map<Long, Long> all = new HashMap<>();
    List<Long> order = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 42_500; i++) {
      long key = random.nextInt(4) == 0 ? i + 1 : random.nextLong() | 1;
      long value = random.nextLong() | 1;
      cache.put(key, value);
      all.put(key, value);
      order.add(key);
    }
    order.forEach(key -> assertThat(cache.value(key)).isIn(0L, all.get(key)));
    order
        .subList(order.size() - capacity, order.size())
        .forEach(key -> assertThat(cache.value(key)).isEqualTo(all.get(key)));
    assertThat(order.stream().filter(key -> cache.value(key) != 0).count())
        .isLessThanOrEqualTo(2L * capacity);
  }

  @Test
  void knowsNothingOfWhatWasNeverPut() {
    LongCache cache = new LongCache(10);
    cache.put(1, 2);
    assertThat(cache.value(3)).isZero();
    assertThat(new LongCache(10).value(3)).isZero();
  }
}
