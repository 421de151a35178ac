package dev.guildhouse.schedules.commands.desk;

import static dev.guildhouse.schedules.commands.desk.CommandGuild.ADMIN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.KNOWN;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.LOUNGE;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATOR;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.MODERATORS;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.SHY;
import static dev.guildhouse.schedules.commands.desk.CommandGuild.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeMessage;
import dev.guildhouse.schedules.operations.Engine;
import dev.guildhouse.schema.config.Config;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.identity.MemberKeys;
import dev.guildhouse.schema.identity.People;
import dev.guildhouse.schema.identity.People.Reason;
import dev.guildhouse.schema.identity.SecretStore;
import java.io.IOException;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names stand beside pseudonyms where moderators are among themselves, and nowhere else. */
@Tag("acceptance")
class NamesIT {
  private static final String NAME = "=Zaphod @everyone **B**";
  private static final Map<String, String> WEEK = Map.of("trigger", "known", "range", "2026-W09");

  private CommandGuild at;

  @BeforeEach
  void logIn() throws IOException {
    at = new CommandGuild(CommandGuild.filled(), Engine.H2, () -> {});
    at.discord.reading().member(at.guild.id(), KNOWN, NAME);
    at.discord.reading().member(at.guild.id(), SHY, "Marvin");
  }

  @AfterEach
  void logOut() {
    at.close();
  }

  private String pseudonym(long user) {
    SecretStore store = SecretStore.of(at.home, Config.Master.NONE);
    GuildSecrets secrets = new GuildSecrets(store);
    long guild = at.guild.id();
    long key = MemberKeys.under(secrets.ofGuild(guild)).key(guild, user);
    return new ExportPseudonyms(secrets).of(guild, YearMonth.of(2026, 2), key);
  }

  @Test
  void moderatorsSeeNamesInTheirChannelAndInItsFiles() throws IOException {
    FakeMessage answer = at.give(MODERATOR, MODERATORS, "audit", WEEK).answer();
    String said = answer.payload().toString();
    assertThat(said)
        .contains(pseudonym(KNOWN), "Zaphod", pseudonym(SHY), "Marvin", "of this moment")
        .doesNotContain("@everyone");
    String id =
        answer.payload().toString().replaceAll("(?s).*\"(guildhouse:[0-9a-f]+):files.*", "$1");
    FakeMessage files = at.discord
        .interactions()
        .press(at.guild, MODERATORS, MODERATOR, answer, id + ":files")
        .answer();
    assertThat(files.files().get(0).content().utf8())
        .contains("Member,Name,", pseudonym(KNOWN) + ",'=Zaphod");
    FakeMessage users = at.give(
            ADMIN, MODERATORS, "export", Map.of("type", "users", "range", "2026-W09"))
        .answer();
    assertThat(users.files().get(0).content().utf8())
        .contains("member,name,joined", pseudonym(KNOWN) + ",'=Zaphod");
    assertThat(at.onDisk("Zaphod")).isEmpty();
  }

  @Test
  void nobodyIsNamedElsewhereOrAfterAnOptOutOrInAWorkbook() {
    assertThat(text(at.give(MODERATOR, LOUNGE, "audit", WEEK)))
        .contains(pseudonym(KNOWN))
        .doesNotContain("Zaphod");
    FakeMessage book = at.give(
            ADMIN,
            MODERATORS,
            "export",
            Map.of("type", "users", "format", "xlsx", "range", "2026-W09"))
        .answer();
    assertThat(book.files()).hasSize(1);
    assertThat(book.payload().toString()).doesNotContain("of this moment");

    People people = People.of(at.home, SecretStore.of(at.home, Config.Master.NONE));
    people.add(at.guild.id(), SHY, Reason.OPTED_OUT, CommandGuild.NOW.plusSeconds(1));
    try {
      assertThat(text(at.give(MODERATOR, MODERATORS, "audit", WEEK)))
          .contains("Zaphod", pseudonym(SHY))
          .doesNotContain("Marvin");
    } finally {
      people.remove(at.guild.id(), SHY, Reason.OPTED_OUT);
    }
  }
}
