package dev.guildhouse.schedules.operations.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.drafts.Drafts.Decided;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.time.DayRange;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A draft is decided once, whoever decides at the same time, and queued with the decision. */
@ParameterizedClass
@EnumSource(Engine.class)
class DraftsIT {
  private static final DayRange WEEK =
      new DayRange(LocalDate.of(2026, 2, 23), LocalDate.of(2026, 3, 2));
  private static final NewDelivery TO_MODERATORS = delivery("draft-top_content", 88);
  private static final NewDelivery POST = delivery("approved-top_content", 77);

  @Parameter
  private Engine engine;

  private final TestClock clock = new TestClock();
  private OperationsDatabase database;
  private Drafts drafts;

  @BeforeEach
  void open() {
    database = engine.open(clock);
    drafts = new Drafts(database, 8);
    enter();
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void draftIsEnteredAndToldOnce() {
    enter();
    assertThat(drafts.newest()).hasSize(1);
    assertThat(drafts.has("top_content", WEEK)).isTrue();
    assertThat(drafts.has("top_content", WEEK.previous())).isFalse();
    assertThat(queued()).containsExactly(TO_MODERATORS.id());
  }

  @Test
  void ofManyThatDecideAtOnceOneIsTheFirst() throws Exception {
    StoredDraft draft = drafts.find(TO_MODERATORS.id()).orElseThrow();
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(8);
    List<Future<Decided>> answers = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        boolean isApproval = i % 2 == 0;
        answers.add(threads.submit(() -> {
          start.await();
          return isApproval ? drafts.approve(draft, POST) : drafts.refuse(draft);
        }));
      }
      start.countDown();
      List<Decided> all = new ArrayList<>();
      for (Future<Decided> answer : answers) {
        all.add(answer.get());
      }
      assertThat(all).filteredOn(Decided::isNew).hasSize(1);
      assertThat(all).extracting(one -> one.draft().state()).containsOnly(all.get(0).draft().state());
      boolean isApproved = all.get(0).draft().state() == DraftState.APPROVED;
      assertThat(queued()).hasSize(isApproved ? 2 : 1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatExpiredIsApprovedNoMore() {
    StoredDraft draft = drafts.find(TO_MODERATORS.id()).orElseThrow();
    clock.advance(Duration.ofDays(3));
    Decided late = drafts.approve(draft, POST);
    assertThat(late.isNew()).isFalse();
    assertThat(late.draft().state()).isEqualTo(DraftState.EXPIRED);
    assertThat(late.draft().decidedAt()).isEqualTo(draft.expiresAt());
    assertThat(queued()).containsExactly(TO_MODERATORS.id());
  }

  @Test
  void untilItExpiresItIsApproved() {
    StoredDraft draft = drafts.find(TO_MODERATORS.id()).orElseThrow();
    clock.advance(Duration.ofDays(3).minusMillis(1));
    assertThat(drafts.approve(draft, POST).isNew()).isTrue();
    assertThat(queued()).containsExactlyInAnyOrder(TO_MODERATORS.id(), POST.id());
  }

  @Test
  void anotherGuildNeitherSeesNorDecidesIt() {
    StoredDraft draft = drafts.find(TO_MODERATORS.id()).orElseThrow();
    Drafts others = new Drafts(database, 9);
    assertThat(others.find(draft.id())).isEmpty();
    assertThat(others.newest()).isEmpty();
    assertThat(others.approve(draft, POST).isNew()).isFalse();
    assertThat(others.refuse(draft).isNew()).isFalse();
    assertThat(drafts.find(draft.id()).orElseThrow().state()).isEqualTo(DraftState.DRAFTED);
    assertThat(queued()).hasSize(1);
  }

  @Test
  void oldOnesAreForgotten() {
    clock.advance(Duration.ofDays(1));
    assertThat(Drafts.deleteBefore(database, clock.instant().minus(Duration.ofDays(1)))).isZero();
    assertThat(Drafts.deleteBefore(database, clock.instant())).isEqualTo(1);
    assertThat(drafts.newest()).isEmpty();
  }

  private void enter() {
    drafts.enter(
        "top_content", WEEK, TO_MODERATORS, POST, clock.instant().plus(Duration.ofDays(3)));
  }

  private List<String> queued() {
    Deliveries deliveries = new Deliveries(database, Duration.ofMinutes(10));
    return List.of(TO_MODERATORS, POST).stream()
        .map(NewDelivery::id)
        .filter(id -> deliveries.find(id).isPresent())
        .toList();
  }

  private static NewDelivery delivery(String report, long channel) {
    return new NewDelivery(8, report, WEEK, 1, channel, "8/" + report + "/manifest.json");
  }
}
