package dev.guildhouse.collector.live.mapping;

import dev.guildhouse.schema.time.Snowflake;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.utils.data.DataArray;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object of the gateway, read without surprises: what is missing or null is empty, 0 or
 * false.
 */
public record Payload(DataObject json) {
  static final Payload EMPTY = new Payload(DataObject.empty());

  boolean has(String key) {
    return !json.isNull(key);
  }

  /** An id; 0 when there is none. */
  public long id(String key) {
    return json.getUnsignedLong(key, 0);
  }

  /** Whether it is a guild that Discord cannot show at the moment. */
  public boolean isUnavailable() {
    return flag("unavailable");
  }

  int number(String key) {
    return json.getInt(key, 0);
  }

  boolean flag(String key) {
    return json.getBoolean(key, false);
  }

  public String text(String key) {
    return json.getString(key, "");
  }

  Optional<Instant> instant(String key) {
    String text = json.getString(key, "");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** An object inside; empty when it is missing. */
  Payload child(String key) {
    return json.optObject(key).map(Payload::new).orElse(EMPTY);
  }

  /** The objects of a list. */
  List<Payload> children(String key) {
    List<Payload> children = new ArrayList<>();
    DataArray list = json.optArray(key).orElse(null);
    for (int i = 0; list != null && i < list.length(); i++) {
      children.add(new Payload(list.getObject(i)));
    }
    return children;
  }

  /** The ids of a list. */
  List<Long> ids(String key) {
    List<Long> ids = new ArrayList<>();
    DataArray list = json.optArray(key).orElse(null);
    for (int i = 0; list != null && i < list.length(); i++) {
      ids.add(list.getUnsignedLong(i));
    }
    return ids;
  }

  /** Items of a list; null when nothing is said of it. */
  @Nullable
  Integer size(String key) {
    return has(key) ? json.optArray(key).map(DataArray::length).orElse(0) : null;
  }

  /** When the thing of this id was made. */
  Instant madeAt(String key) {
    return Snowflake.instant(id(key));
  }
}
