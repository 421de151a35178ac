package dev.guildhouse.collector.imports;

import dev.guildhouse.collector.Keywords;
import dev.guildhouse.collector.imports.reading.FormatReader;
import dev.guildhouse.collector.imports.reading.ReadSettings;
import dev.guildhouse.collector.members.MemberKeyring;
import dev.guildhouse.schema.events.EventType;
import dev.guildhouse.schema.events.RawEvent;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Reads a text as a format reader would read a file, and keeps the events. */
public final class ReadEvents {
  public static final long GUILD = 700_000_000_000_000_000L;
  public static final Instant RECEIVED = Instant.parse("2026-03-01T08:00:00Z");
  public static final long SESSION = 77;
  public static final long ORGANIZATION = 9;

  private final FormatReader reader;
  private final GuildSecrets secrets;
  private final ReadSettings settings;

  private ReadEvents(FormatReader reader, GuildSecrets secrets, ReadSettings settings) {
    this.reader = reader;
    this.secrets = secrets;
    this.settings = settings;
  }

  /** A pseudonymous guild whose secrets lie in a folder; files name guild and channel themselves. */
  public static ReadEvents with(FormatReader reader, Path secretsFolder) {
    GuildSecrets secrets = new GuildSecrets(secretsFolder);
    return new ReadEvents(
        reader,
        secrets,
        new ReadSettings(
            "export.json",
            false,
            SESSION,
            RECEIVED,
            null,
            null,
            null,
            guild -> guild == GUILD ? ORGANIZATION : 0,
            guild -> Keywords.NONE,
            guild -> MemberKeyring.pseudonymous(guild, secrets),
            () -> {}));
  }

  /** The same with months that have secrets of their own. */
  public ReadEvents anonymous() {
    return changed(new ReadSettings(
        settings.fileName(),
        settings.isPartOfMore(),
        SESSION,
        RECEIVED,
        settings.guildId(),
        settings.channelId(),
        settings.zone(),
        settings.organizationOf(),
        settings.keywords(),
        guild -> MemberKeyring.anonymous(guild, secrets),
        settings.leftOut()));
  }

  /** The same, looking for words. */
  public ReadEvents lookingFor(Keywords words) {
    return changed(new ReadSettings(
        settings.fileName(),
        settings.isPartOfMore(),
        SESSION,
        RECEIVED,
        settings.guildId(),
        settings.channelId(),
        settings.zone(),
        settings.organizationOf(),
        guild -> words,
        settings.keyrings(),
        settings.leftOut()));
  }

  public ReadEvents named(String fileName) {
    return changed(new ReadSettings(
        fileName,
        fileName.contains("[part"),
        SESSION,
        RECEIVED,
        settings.guildId(),
        settings.channelId(),
        settings.zone(),
        settings.organizationOf(),
        settings.keywords(),
        settings.keyrings(),
        settings.leftOut()));
  }

  public ReadEvents given(Long guild, Long channel, String zone) {
    return changed(new ReadSettings(
        settings.fileName(),
        settings.isPartOfMore(),
        SESSION,
        RECEIVED,
        guild,
        channel,
        zone == null ? null : ZoneId.of(zone),
        settings.organizationOf(),
        settings.keywords(),
        settings.keyrings(),
        settings.leftOut()));
  }

  private ReadEvents changed(ReadSettings changed) {
    return new ReadEvents(reader, secrets, changed);
  }

  public List<RawEvent> of(String content) {
    List<RawEvent> events = new ArrayList<>();
    try {
      reader.read(
          new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
          settings,
          events::add);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return events;
  }

  /** The events of one type. */
  public List<RawEvent> of(EventType type, String content) {
    return of(content).stream().filter(event -> event.eventType() == type).toList();
  }

  /** The key of a user, made without the keyring that the readers use. */
  public long key(long user) {
    return MemberKeys.under(secrets.ofGuild(GUILD)).key(GUILD, user);
  }

  public long key(long user, YearMonth month) {
    return MemberKeys.under(secrets.ofMonth(GUILD, month)).key(GUILD, user);
  }
}
