package dev.guildhouse.schedules.queries;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.guildhouse.jobs.summary.SummaryDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The published schema of summaries. */
public final class SummarySchema {
  private SummarySchema() {}

  /** Passes when a summary holds to it. */
  public static void assertValid(String summary) throws IOException {
    assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text())
            .validate(summary, InputFormat.JSON))
        .isEmpty();
  }

  public static String text() throws IOException {
    try (InputStream file = SummaryDocument.class.getResourceAsStream("summary.schema.json")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
