package dev.guildhouse.schedules.operations.drafts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.jobs.drafts.PostedDraft;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schedules.operations.OperationsDatabase;
import dev.guildhouse.schedules.operations.TestClock;
import dev.guildhouse.schedules.operations.drafts.Drafts.Decided;
import dev.guildhouse.schedules.operations.drafts.Drafts.NewDraft;
import dev.guildhouse.schedules.operations.queue.Deliveries;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.time.DayRange;
import dev.guildhouse.schema.time.Snowflake;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
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
  private static final NewDelivery TO_MODERATORS = toModerators(WEEK);
  private static final NewDelivery POST = post(WEEK);
  private static final NewDelivery EARLIER_TO_MODERATORS = toModerators(WEEK.previous());
  private static final NewDelivery EARLIER = post(WEEK.previous());
  private static final NewDelivery LATE_TO_MODERATORS =
      toModerators(WEEK.previous().previous());
  private static final NewDelivery LATE = post(WEEK.previous().previous());

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

  /** A backup may be older than the post, which then stands although the database knows of none. */
  @Test
  void whatMayStandAlreadyIsLookedForSinceTheWeekEnded() {
    drafts.approve(drafts.find(TO_MODERATORS.id()).orElseThrow(), POST);
    Deliveries deliveries = new Deliveries(database, Duration.ofMinutes(1));
    for (NewDelivery each : List.of(TO_MODERATORS, POST)) {
      assertThat(deliveries.find(each.id()).orElseThrow().maybeSentSince())
          .isEqualTo(Instant.parse("2026-03-02T00:00:00Z"));
    }
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
      assertThat(all)
          .extracting(one -> one.draft().state())
          .containsOnly(all.get(0).draft().state());
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
    assertThat(Drafts.deleteBefore(database, clock.instant().minus(Duration.ofDays(1))))
        .isZero();
    assertThat(Drafts.deleteBefore(database, clock.instant())).isEqualTo(1);
    assertThat(drafts.newest()).isEmpty();
  }

  @Test
  void postIsDueWhenItWasPlannedFor() {
    enter(WEEK.previous(), EARLIER_TO_MODERATORS, EARLIER, clock.instant().plusSeconds(7200));
    StoredDraft planned = drafts.find(EARLIER_TO_MODERATORS.id()).orElseThrow();
    clock.advance(Duration.ofHours(1));
    assertThat(drafts.approve(planned, EARLIER).isNew()).isTrue();
    assertThat(dueAt(EARLIER)).isEqualTo(planned.postAt());
    // Approved too late for its plan, it is due at once.
    enter(WEEK.previous().previous(), LATE_TO_MODERATORS, LATE, clock.instant());
    StoredDraft late = drafts.find(LATE_TO_MODERATORS.id()).orElseThrow();
    clock.advance(Duration.ofHours(1));
    assertThat(drafts.approve(late, LATE).isNew()).isTrue();
    assertThat(dueAt(LATE)).isEqualTo(clock.instant());
  }

  @Test
  void knowsWhereApprovedPostsStandOnceDiscordTookThem() {
    drafts.approve(drafts.find(TO_MODERATORS.id()).orElseThrow(), POST);
    assertThat(drafts.posted()).isEmpty();
    Deliveries deliveries = new Deliveries(database, Duration.ofMinutes(10));
    Instant postedAt = Instant.parse("2026-03-02T07:00:00.123Z");
    long messageId = Snowflake.of(postedAt, 4711);
    clock.advance(Duration.ofHours(5));
    for (int claimed = 0; claimed < 2; claimed++) {
      // The draft itself is delivered, too; where it stands is of no matter.
      deliveries.claim().orElseThrow().delivered(messageId);
    }
    assertThat(drafts.posted())
        .containsExactly(new PostedDraft(
            "top_content", WEEK, 77, messageId, postedAt, Map.of("theme", "\"one\"")));
    assertThat(new Drafts(database, 9).posted()).isEmpty();
  }

  private void enter() {
    enter(WEEK, TO_MODERATORS, POST, null);
  }

  private void enter(
      DayRange week, NewDelivery toModerators, NewDelivery post, @Nullable Instant postAt) {
    drafts.enter(new NewDraft(
        "top_content",
        week,
        toModerators,
        post,
        Map.of("theme", "\"one\""),
        postAt,
        clock.instant().plus(Duration.ofDays(3))));
  }

  private Instant dueAt(NewDelivery post) {
    return database.transaction(
        "look when it is due",
        transaction -> transaction
            .first(
                "SELECT next_attempt_at FROM deliveries WHERE delivery_id = ?",
                row -> row.instant("next_attempt_at"),
                post.id())
            .orElseThrow());
  }

  private List<String> queued() {
    Deliveries deliveries = new Deliveries(database, Duration.ofMinutes(10));
    return List.of(TO_MODERATORS, POST).stream()
        .map(NewDelivery::id)
        .filter(id -> deliveries.find(id).isPresent())
        .toList();
  }

  private static NewDelivery toModerators(DayRange week) {
    return new NewDelivery(8, "draft-top_content", week, 1, 88, "8/draft/" + week.from());
  }

  private static NewDelivery post(DayRange week) {
    return new NewDelivery(8, "approved-top_content", week, 1, 77, "8/approved/" + week.from());
  }
}
