package dev.guildhouse.schedules.delivery;

import dev.guildhouse.collector.discord.DiscordConnection;
import dev.guildhouse.collector.discord.PostFailure;
import dev.guildhouse.collector.rest.RestCalls;
import dev.guildhouse.schedules.drafts.DraftButtons;
import dev.guildhouse.schedules.names.MemberNames;
import dev.guildhouse.schedules.names.NameBook;
import dev.guildhouse.schedules.operations.queue.ClaimedDelivery;
import dev.guildhouse.schedules.operations.queue.NewDelivery;
import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.reports.ReportDocument;
import dev.guildhouse.schema.reports.ReportDocument.Section;
import dev.guildhouse.schema.reports.ReportDocument.Table;
import dev.guildhouse.schema.reports.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drafts with names, and their JSON Lines with user ids, in the place of pseudonyms. It is done in
 * memory while they are sent, and only to a channel that moderators alone read; all else is posted as
 * it was written.
 */
public final class NamedDrafts implements Presentation {
  private static final String LINES = ".jsonl";

  private final Home home;
  private final Config config;
  private final InstantSource clock;
  private @Nullable RestCalls asked;
  private @Nullable NameBook names;

  public NamedDrafts(Home home, Config config, InstantSource clock) {
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public Shown of(
      NewDelivery request, ReportDocument document, ReportFolder folder, RestCalls rest) {
    boolean isForModerators = DraftButtons.isDraft(request)
        && config.guild(request.guildId()).moderators().channels().contains(request.channelId());
    if (!isForModerators) {
      return AS_WRITTEN.of(request, document, folder, rest);
    }
    Map<String, String> lines = new HashMap<>();
    for (String file : document.attachments()) {
      if (file.endsWith(LINES)) {
        lines.put(file, text(folder, file));
      }
    }
    Set<String> wanted = new HashSet<>();
    document.sections().stream()
        .flatMap(section -> section.table().rows().stream())
        .flatMap(List::stream)
        .forEach(cell -> wanted.addAll(MemberNames.pseudonyms(cell)));
    lines.values().forEach(text -> wanted.addAll(MemberNames.pseudonyms(text)));
    return shown(document, lines, names(rest).of(request.guildId(), wanted, request.period()));
  }

  /** One for each connection, so that the drafts of a large guild do not list it one by one. */
  private synchronized NameBook names(RestCalls rest) {
    NameBook known = names;
    if (known == null || asked != rest) {
      known = new NameBook(home, config, clock, rest);
      names = known;
      asked = rest;
    }
    return known;
  }

  @Override
  public void follow(
      DiscordConnection session, ClaimedDelivery claimed, ReportDocument post, ReportFolder folder)
      throws PostFailure {
    if (!DraftButtons.isApproved(claimed.delivery().request())) {
      return;
    }
    try {
      new DirectMessages(home, config, clock).send(session, claimed, post, folder);
    } catch (WarehouseException e) {
      if (e.code() == WarehouseException.Code.LOCKED) {
        throw e;
      }
      // Of this delivery alone, which must not keep the others from going out.
      throw new PostFailure(
          PostFailure.Kind.REFUSED, "DirectMessages", String.valueOf(e.getMessage()));
    }
  }

  /**
   * The draft with names.
   *
   * @param lines its JSON Lines, by name of the file
   */
  static Shown shown(ReportDocument document, Map<String, String> lines, MemberNames names) {
    List<String> notes = new ArrayList<>(document.notes());
    names.note().ifPresent(notes::add);
    Map<String, String> made = new HashMap<>();
    List<String> files = new ArrayList<>();
    for (String file : document.attachments()) {
      if (!lines.containsKey(file)) {
        files.add(file);
        continue;
      }
      List<String> all = lines.get(file).lines().toList();
      List<String> known =
          all.stream().flatMap(line -> names.withUserId(line).stream()).toList();
      if (known.size() < all.size()) {
        notes.add(file + " lacks " + (all.size() - known.size()) + " of " + all.size()
            + " lines, whose members Discord does not list.");
      }
      if (!known.isEmpty()) {
        files.add(file);
        made.put(file, String.join("\n", known) + "\n");
      }
    }
    List<Section> sections = document.sections().stream()
        .map(section -> new Section(
            section.heading(),
            new Table(
                section.table().columns(),
                section.table().rows().stream()
                    .map(row -> row.stream().map(names::in).toList())
                    .toList())))
        .toList();
    return new Shown(document.with(sections, notes, files), made);
  }

  private static String text(ReportFolder folder, String file) {
    try {
      return Files.readString(folder.file(file));
    } catch (IOException e) {
      throw WarehouseException.failed(
          "read " + folder.file(file),
          e.getClass().getSimpleName(),
          "Refuse the draft; the next one comes by schedule.",
          e);
    }
  }
}
