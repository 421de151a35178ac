package dev.guildhouse.schedules.wording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schedules.wording.LanguageModel.Reply;
import dev.guildhouse.schedules.wording.LanguageModel.Usage;
import dev.guildhouse.schema.config.Config;
import java.net.http.HttpRequest;

/** How an endpoint is asked, and where its answer stands in what it sends. */
enum ModelDialect {
  /** The chat completions that OpenAI published and most other servers understand. */
  OPENAI("chat/completions") {
    @Override
    void authorize(HttpRequest.Builder request, String key) {
      request.header("Authorization", "Bearer " + key);
    }

    @Override
    void fill(ObjectNode body, String instructions, String material) {
      body.withArray("messages")
          .add(message("system", instructions))
          .add(message("user", material));
      ObjectNode format = body.putObject("response_format").put("type", "json_schema");
      format
          .putObject("json_schema")
          .put("name", NAME)
          .put("strict", true)
          .set("schema", WordedAnswer.schema());
    }

    @Override
    Reply read(JsonNode answer) {
      return new Reply(
          answer.at("/choices/0/message/content").asText(),
          usage(answer, "/usage/prompt_tokens", "/usage/completion_tokens"));
    }
  },

  /** The messages of Anthropic, whose answer is the input of a tool that does not exist. */
  ANTHROPIC("messages") {
    @Override
    void authorize(HttpRequest.Builder request, String key) {
      request.header("x-api-key", key);
      request.header("anthropic-version", "2023-06-01");
    }

    @Override
    void fill(ObjectNode body, String instructions, String material) {
      body.put("system", instructions);
      body.withArray("messages").add(message("user", material));
      ObjectNode tool = body.withArray("tools").addObject();
      tool.put("name", NAME).put("description", "Takes the sentences.");
      tool.set("input_schema", WordedAnswer.schema());
      body.putObject("tool_choice").put("type", "tool").put("name", NAME);
    }

    @Override
    Reply read(JsonNode answer) {
      String text = "";
      for (JsonNode part : answer.path("content")) {
        if (part.path("type").asText().equals("tool_use")) {
          text = part.path("input").toString();
        }
      }
      return new Reply(text, usage(answer, "/usage/input_tokens", "/usage/output_tokens"));
    }
  };

  private static final String NAME = "sentences";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String path;

  ModelDialect(String path) {
    this.path = path;
  }

  static ModelDialect of(Config.LanguageModel settings) {
    return settings.dialect().equals("anthropic") ? ANTHROPIC : OPENAI;
  }

  /** Where it is asked, below the URL that is configured. */
  String path() {
    return path;
  }

  abstract void authorize(HttpRequest.Builder request, String key);

  abstract void fill(ObjectNode body, String instructions, String material);

  /** The text is empty where the endpoint sent none. */
  abstract Reply read(JsonNode answer);

  /** The body of a request. */
  String body(Config.LanguageModel settings, String instructions, String material) {
    ObjectNode body = JSON.createObjectNode();
    body.put("model", settings.model());
    body.put("max_tokens", settings.answerTokens());
    fill(body, instructions, material);
    return body.toString();
  }

  private static ObjectNode message(String role, String content) {
    return JSON.createObjectNode().put("role", role).put("content", content);
  }

  private static Usage usage(JsonNode answer, String input, String output) {
    return new Usage(
        Math.max(0, answer.at(input).asLong()), Math.max(0, answer.at(output).asLong()));
  }
}
