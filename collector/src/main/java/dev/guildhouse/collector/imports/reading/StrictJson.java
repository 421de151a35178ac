package dev.guildhouse.collector.imports.reading;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Values of a JSON stream, each checked for its type as it is read. The text of a parser's own error
 * never gets out, because it quotes what it found.
 */
public final class StrictJson {
  /** A genuine export stands on 10 levels: an emoji on a button in a section of a container. */
  private static final int MOST_LEVELS = 12;

  /** Many times what Discord allows for any text. */
  private static final int LONGEST_TEXT = 1 << 20;

  private static final String END_OF_INPUT = "Unexpected end-of-input";

  private static final JsonFactory FACTORY = JsonFactory.builder()
      // Names come from the file, so they must not stay in the JVM for good.
      .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
      .streamReadConstraints(StreamReadConstraints.builder()
          .maxNestingDepth(MOST_LEVELS)
          .maxStringLength(LONGEST_TEXT)
          .build())
      .build();

  private final JsonParser parser;

  public StrictJson(InputStream in) throws IOException {
    this.parser = FACTORY.createParser(in);
  }

  public JsonParser parser() {
    return parser;
  }

  /** Where the value stands that was read last. */
  public String place() {
    return place(parser.currentTokenLocation());
  }

  public int line() {
    return parser.currentTokenLocation().getLineNr();
  }

  public static String place(JsonLocation location) {
    return "line " + location.getLineNr() + ", column " + location.getColumnNr();
  }

  /** What a parser's complaint means, in words that hold nothing of the file. */
  public RefusedInput refusal(JsonProcessingException e) {
    JsonLocation location = e.getLocation() == null ? parser.currentLocation() : e.getLocation();
    // The parser has two kinds of exceptions for the same end.
    if (e instanceof JsonEOFException || e.getOriginalMessage().startsWith(END_OF_INPUT)) {
      return new RefusedInput(place(location), "the file ends in the middle: it was cut off");
    }
    if (e instanceof StreamConstraintsException) {
      return new RefusedInput(
          place(location),
          parser.getParsingContext().getNestingDepth() > MOST_LEVELS
              ? "it is nested more than " + MOST_LEVELS + " levels deep"
              : "a text or number is longer than Discord allows");
    }
    return new RefusedInput(place(location), "it is not JSON from here on");
  }

  /** The value is an object; its names are read next. */
  public void object(String what) {
    require(JsonToken.START_OBJECT, what, "an object");
  }

  /** Reads the next name of an object, or null at its end. */
  @Nullable
  public String nextName() throws IOException {
    String name = parser.nextFieldName();
    if (name != null) {
      parser.nextToken();
    }
    return name;
  }

  /** Whether the value is the begin of an array, which may also be missing. */
  public boolean array(String what) {
    if (parser.currentToken() == JsonToken.VALUE_NULL) {
      return false;
    }
    require(JsonToken.START_ARRAY, what, "an array");
    return true;
  }

  /** Counts the elements of an array; null counts as empty. */
  public int arraySize(String what) throws IOException {
    int size = 0;
    if (array(what)) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        parser.skipChildren();
        size++;
      }
    }
    return size;
  }

  public boolean isNull() {
    return parser.currentToken() == JsonToken.VALUE_NULL;
  }

  /** An id, as a string or a number; 0 for null and for an empty string. */
  public long id(String what) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      int length = parser.getTextLength();
      return length == 0
          ? 0
          : DiscordIds.parse(parser.getTextCharacters(), parser.getTextOffset(), length);
    }
    if (token == JsonToken.VALUE_NUMBER_INT) {
      if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
          || parser.getLongValue() <= 0) {
        throw DiscordIds.outOfRange();
      }
      return parser.getLongValue();
    }
    if (token == JsonToken.VALUE_NULL) {
      return 0;
    }
    throw wrongType(what, "an id");
  }

  /** A string, or null. */
  @Nullable
  public String text(String what) throws IOException {
    if (isNull()) {
      return null;
    }
    require(JsonToken.VALUE_STRING, what, "a string");
    return parser.getText();
  }

  /** A time in ISO 8601, or null. */
  @Nullable
  public Instant time(String what) throws IOException {
    if (isNull()) {
      return null;
    }
    require(JsonToken.VALUE_STRING, what, "a time");
    return EventTimes.iso(
        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
  }

  public boolean flag(String what) {
    return switch (parser.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw wrongType(what, "true or false");
    };
  }

  /** A whole number of 0 or more. */
  public int count(String what) throws IOException {
    require(JsonToken.VALUE_NUMBER_INT, what, "a whole number");
    if (parser.getNumberType() != JsonParser.NumberType.INT || parser.getIntValue() < 0) {
      throw new RefusedInput(what + " is not between 0 and " + Integer.MAX_VALUE);
    }
    return parser.getIntValue();
  }

  public void skip() throws IOException {
    parser.skipChildren();
  }

  public RefusedInput wrongType(String what, String expected) {
    return new RefusedInput(what + " is not " + expected);
  }

  private void require(JsonToken token, String what, String expected) {
    if (parser.currentToken() != token) {
      throw wrongType(what, expected);
    }
  }
}
