package dev.guildhouse.collector.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.RecordedRequest;
import okhttp3.MediaType;
import okhttp3.MultipartReader;
import okio.Buffer;
import okio.ByteString;

/**
 * The body of a message that is posted: JSON alone, or JSON and files as multipart.
 *
 * @param bytes the size of the whole body
 */
record Upload(JsonNode payload, List<FakeFile> files, long bytes) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE_NAME = Pattern.compile("filename=\"([^\"]*)\"");

  static Upload read(RecordedRequest request, LongSupplier ids) throws IOException {
    ByteString body = request.getBody() == null ? ByteString.EMPTY : request.getBody();
    MediaType type = MediaType.parse(String.valueOf(request.getHeaders().get("Content-Type")));
    if (type == null || !type.type().equals("multipart")) {
      JsonNode payload = body.size() == 0
          ? JsonNodeFactory.instance.objectNode()
          : JSON.readTree(body.toByteArray());
      return new Upload(payload, List.of(), body.size());
    }
    JsonNode payload = JsonNodeFactory.instance.objectNode();
    List<FakeFile> files = new ArrayList<>();
    try (MultipartReader parts =
        new MultipartReader(new Buffer().write(body), String.valueOf(type.parameter("boundary")))) {
      MultipartReader.Part part = parts.nextPart();
      while (part != null) {
        String disposition = String.valueOf(part.headers().get("Content-Disposition"));
        ByteString content = part.body().readByteString();
        if (group(NAME, disposition).equals("payload_json")) {
          payload = JSON.readTree(content.toByteArray());
        } else {
          files.add(new FakeFile(ids.getAsLong(), group(FILE_NAME, disposition), content));
        }
        part = parts.nextPart();
      }
    }
    return new Upload(payload, files, body.size());
  }

  private static String group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }
}
