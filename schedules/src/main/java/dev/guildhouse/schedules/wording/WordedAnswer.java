package dev.guildhouse.schedules.wording;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.guildhouse.schedules.wording.LanguageModel.NoReply;
import java.util.HashMap;
import java.util.Map;

/** The only shape in which a model may answer: a sentence for each number of a sentence. */
final class WordedAnswer {
  private static final ObjectMapper JSON = JsonMapper.builder()
      .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
      .build();

  private static final String SCHEMA = """
      {
        "type": "object",
        "additionalProperties": false,
        "required": ["sentences"],
        "properties": {
          "sentences": {
            "type": "array",
            "items": {
              "type": "object",
              "additionalProperties": false,
              "required": ["number", "text"],
              "properties": {
                "number": {"type": "integer"},
                "text": {"type": "string"}
              }
            }
          }
        }
      }
      """;

  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA);

  private WordedAnswer() {}

  static JsonNode schema() {
    try {
      return JSON.readTree(SCHEMA);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its sentences by their number, the first of each; what is said of other numbers is no loss. */
  static Map<Integer, String> read(String text) throws NoReply {
    JsonNode answer;
    try {
      answer = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new NoReply("did not answer in JSON");
    }
    if (!VALIDATOR.validate(answer).isEmpty()) {
      throw new NoReply("did not answer in the shape that was asked for");
    }
    Map<Integer, String> sentences = new HashMap<>();
    answer
        .path("sentences")
        .forEach(sentence -> sentences.putIfAbsent(
            sentence.path("number").asInt(), sentence.path("text").asText()));
    return sentences;
  }
}
