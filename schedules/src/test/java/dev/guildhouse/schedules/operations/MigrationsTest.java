package dev.guildhouse.schedules.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void newestVersionIsThatOfTheNewestFile() throws Exception {
    URI folder =
        Migrations.class.getClassLoader().getResource(Migrations.LOCATION).toURI();
    try (Stream<Path> files = Files.list(Path.of(folder))) {
      assertThat(files.map(file -> file.getFileName().toString().replaceAll("^V(\\d+)__.*", "$1")))
          .contains(Migrations.NEWEST)
          .allMatch(version -> Integer.parseInt(version) <= Integer.parseInt(Migrations.NEWEST));
    }
  }
}
