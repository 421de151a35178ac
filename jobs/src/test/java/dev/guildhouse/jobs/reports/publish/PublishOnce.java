package dev.guildhouse.jobs.reports.publish;

import dev.guildhouse.jobs.lake.TableReader;
import dev.guildhouse.jobs.reports.GuildsOf;
import dev.guildhouse.jobs.reports.Report;
import dev.guildhouse.jobs.reports.content.ReportContent;
import dev.guildhouse.jobs.reports.content.ReportRequest;
import dev.guildhouse.jobs.reports.render.SampleContent;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.home.Home;
import dev.guildhouse.schema.identity.ExportPseudonyms;
import dev.guildhouse.schema.identity.GuildSecrets;
import dev.guildhouse.schema.time.Period;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/** Publishes the sample report into a home, in a process of its own that a test can let die. */
final class PublishOnce {
  private PublishOnce() {}

  /** The home, and what the guild is called. */
  public static void main(String[] arguments) {
    Published published = into(new Home(Path.of(arguments[0])), arguments[1]);
    System.out.println(published.outcome() + " " + published.manifest().revision());
  }

  static Published into(Home home, String guildName) {
    ReportContent content = SampleContent.of(guildName, 7);
    Clock clock = Clock.fixed(Instant.parse("2026-03-09T02:00:00.123456Z"), ZoneOffset.UTC);
    ReportRequest request = new ReportRequest(
        content.guildId(),
        guildName,
        content.period(),
        content.audience(),
        GuildsOf.mode(PrivacyMode.PSEUDONYMOUS, content.guildId()),
        new ExportPseudonyms(new GuildSecrets(home.secrets())));
    return new ReportPublisher(home, clock, "c0ffee")
        .publish(new Sample(content), request, new NoTables(), 77L, List.of());
  }

  private record Sample(ReportContent content) implements Report {
    @Override
    public String name() {
      return content.report();
    }

    @Override
    public String title() {
      return content.title();
    }

    @Override
    public String doc() {
      return "The sample.";
    }

    @Override
    public Period period() {
      return Period.WEEK;
    }

    @Override
    public ReportContent build(ReportRequest request, TableReader tables) {
      return content;
    }
  }
}
