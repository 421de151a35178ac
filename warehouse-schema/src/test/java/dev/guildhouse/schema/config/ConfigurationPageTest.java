package dev.guildhouse.schema.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.guildhouse.schema.docs.GoldenFile;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
  private final ConfigSchema schema = ConfigSchema.load();

  @Test
  void thePageTellsWhatTheSchemaSays() {
    GoldenFile.at("docs/CONFIGURATION.md").assertHolds(ConfigurationPage.of(schema));
  }

  @Test
  void everyKeyHasADescriptionAndAVariableOfItsOwn() {
    assertThat(schema.keys())
        .allSatisfy(key -> assertThat(key.schema().description()).as(key.path()).isNotEmpty());
    assertThat(schema.keys()).extracting(ConfigSchema.Key::variable).doesNotHaveDuplicates();
  }
}
