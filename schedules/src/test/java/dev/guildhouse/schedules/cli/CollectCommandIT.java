package dev.guildhouse.schedules.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.collector.fake.FakeDiscord;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectCommandIT {
  @TempDir
  Path folder;

  @Test
  void withoutATokenItSaysHowToSetOne() {
    CommandRun run = CommandRun.in(folder).of("collect");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE.number());
    assertThat(run.err()).contains("discord.token is not set", "GUILDHOUSE_DISCORD_TOKEN");
  }

  @Test
  void aTokenThatIsRefusedEndsItWithASentenceThatDoesNotNameIt() throws Exception {
    try (FakeDiscord discord = FakeDiscord.start(InstantSource.system())) {
      CommandRun run = CommandRun.in(folder)
          .with("GUILDHOUSE_DISCORD_TOKEN", "no-such-token")
          .with("GUILDHOUSE_DISCORD_REST_URL", discord.restUrl())
          .with("GUILDHOUSE_DISCORD_GATEWAY_URL", discord.gatewayUrl())
          .of("collect");

      assertThat(run.exitCode()).isEqualTo(ExitCode.FAILED.number());
      assertThat(run.err())
          .contains("Collecting shard 0 of 1", "it does not accept the token")
          .doesNotContain("no-such-token");
    }
  }
}
