package dev.guildhouse.schema.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.guildhouse.schema.config.AlertSettings.Kind;
import dev.guildhouse.schema.config.AlertSettings.QuietHours;
import dev.guildhouse.schema.config.GuildSettings.Annotation;
import dev.guildhouse.schema.config.GuildSettings.Moderators;
import dev.guildhouse.schema.config.GuildSettings.Privacy;
import dev.guildhouse.schema.config.GuildSettings.PrivacyMode;
import dev.guildhouse.schema.config.GuildSettings.ReportSettings;
import dev.guildhouse.schema.config.GuildSettings.Support;
import dev.guildhouse.schema.config.GuildSettings.TrustRole;
import dev.guildhouse.schema.config.GuildSettings.Voice;
import dev.guildhouse.schema.config.GuildSettings.Votes;
import dev.guildhouse.schema.events.EventType.Family;
import dev.guildhouse.schema.reports.Audience;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes records of a tree that keeps the schema and has every default filled in. */
final class ConfigRecords {
  private ConfigRecords() {}

  static Config of(ObjectNode tree, ConfigSchema schema) {
    return new Config(
        list(tree.path("organizations"), ConfigRecords::organization),
        guild(tree.path("defaults")),
        list(tree.path("guilds"), ConfigRecords::guild),
        new Config.Discord(
            secret(tree.at("/discord/token")),
            URI.create(tree.at("/discord/rest_url").textValue()),
            URI.create(tree.at("/discord/gateway_url").textValue())),
        collector(tree.path("collector")),
        new Config.Spark(
            tree.at("/spark/master").textValue(),
            map(tree.at("/spark/settings"), JsonNode::asText)),
        new Config.Warehouse(text(tree.at("/warehouse/uri"))),
        new Config.Operations(
            text(tree.at("/operations/jdbc_url")),
            text(tree.at("/operations/user")),
            secret(tree.at("/operations/password"))),
        serve(tree.path("serve")),
        new Config.Delivery(
            tree.at("/delivery/retry_limit").intValue(),
            Duration.ofSeconds(tree.at("/delivery/backoff_seconds").intValue()),
            Duration.ofMinutes(tree.at("/delivery/lease_minutes").intValue())),
        new Config.Master(secret(tree.at("/master/key")), path(tree.at("/master/key_file"))),
        new Config.Landing(tree.at("/landing/retention_days").intValue()),
        new Config.Retention(
            tree.at("/retention/report_days").intValue(),
            tree.at("/retention/audit_days").intValue()),
        new Config.Backup(
            path(tree.at("/backup/folder")), tree.at("/backup/retention_days").intValue()),
        new Config.Log(tree.at("/log/level").textValue(), tree.at("/log/format").textValue()),
        languageModel(tree.path("language_model")),
        withoutSecrets(tree, schema));
  }

  private static Config.Collector collector(JsonNode node) {
    int total = node.at("/shards/total").intValue();
    List<Integer> here = list(node.at("/shards/here"), JsonNode::intValue);
    JsonNode port = node.path("port");
    return new Config.Collector(
        Set.copyOf(list(
            node.path("families"),
            name -> Family.valueOf(name.textValue().toUpperCase(Locale.ROOT)))),
        node.path("message_content").booleanValue(),
        node.path("afk_channel").textValue(),
        Duration.ofSeconds(node.path("landing_seconds").intValue()),
        port.isNumber() ? port.intValue() : null,
        node.path("address").textValue(),
        total,
        here.isEmpty() ? IntStream.range(0, total).boxed().toList() : here);
  }

  private static Config.Serve serve(JsonNode node) {
    JsonNode port = node.path("port");
    JsonNode channel = node.path("alerts_channel");
    return new Config.Serve(
        port.isNumber() ? port.intValue() : null,
        node.path("address").textValue(),
        secret(node.path("token")),
        channel.isNumber() ? channel.longValue() : null,
        Duration.ofSeconds(node.path("lease_seconds").intValue()));
  }

  private static Config.@Nullable LanguageModel languageModel(JsonNode node) {
    if (!node.has("model")) {
      return null;
    }
    String dialect = node.path("dialect").textValue();
    String url =
        node.has("url") ? node.path("url").textValue() : "https://api." + dialect + ".com/v1/";
    return new Config.LanguageModel(
        dialect,
        URI.create(url.endsWith("/") ? url : url + "/"),
        node.path("model").textValue(),
        secret(node.path("api_key")),
        Duration.ofSeconds(node.path("timeout_seconds").intValue()),
        node.path("answer_tokens").intValue(),
        node.path("tokens_per_day").longValue(),
        node.path("input_price").decimalValue(),
        node.path("output_price").decimalValue());
  }

  private static Organization organization(JsonNode node) {
    return new Organization(
        node.path("id").longValue(),
        text(node.path("name")),
        list(node.path("guilds"), JsonNode::longValue));
  }

  private static GuildSettings guild(JsonNode node) {
    return new GuildSettings(
        node.path("id").longValue(),
        text(node.path("name")),
        new Privacy(
            PrivacyMode.valueOf(node.at("/privacy/mode").textValue().toUpperCase(Locale.ROOT)),
            node.at("/privacy/window_days").intValue()),
        map(node.path("reports"), ConfigRecords::report),
        new Moderators(
            list(node.at("/moderators/roles"), JsonNode::longValue),
            list(node.at("/moderators/channels"), JsonNode::longValue)),
        list(node.path("ignored_channels"), JsonNode::longValue),
        list(
            node.path("trust_roles"),
            role ->
                new TrustRole(role.path("role").longValue(), role.path("name").textValue())),
        ZoneId.of(node.path("time_zone").textValue()),
        node.path("reaction_window_days").intValue(),
        new Votes(
            list(node.at("/votes/up"), JsonNode::textValue),
            list(node.at("/votes/down"), JsonNode::textValue)),
        map(node.path("emoji_weights"), JsonNode::decimalValue),
        node.path("top_content").intValue(),
        new Voice(node.at("/voice/minimum_session_seconds").intValue()),
        support(node.path("support")),
        segments(node.path("segments")),
        score(node.path("score")),
        kpis(node.path("kpis")),
        alerts(node.path("alerts")),
        drafts(node.path("drafts")),
        map(node.path("reward_triggers"), JsonNode::textValue),
        list(node.path("annotations"), ConfigRecords::annotation));
  }

  private static ReportSettings report(JsonNode node) {
    JsonNode channel = node.path("channel");
    return new ReportSettings(
        channel.isNumber() ? channel.longValue() : null,
        Audience.ofText(node.path("audience").textValue()));
  }

  private static Annotation annotation(JsonNode node) {
    return new Annotation(
        LocalDate.parse(node.path("date").textValue()),
        node.path("title").textValue(),
        list(node.path("channels"), JsonNode::longValue));
  }

  private static Support support(JsonNode node) {
    return new Support(
        node.path("unanswered_hours").intValue(),
        list(node.path("help_channels"), JsonNode::longValue),
        list(node.path("escalation_roles"), JsonNode::longValue),
        list(node.path("accepted_emoji"), JsonNode::textValue),
        list(node.path("positive_emoji"), JsonNode::textValue),
        list(node.path("flag_emoji"), JsonNode::textValue),
        map(node.path("keywords"), words -> list(words, JsonNode::textValue)));
  }

  private static SegmentSettings segments(JsonNode node) {
    JsonNode atRisk = node.path("at_risk");
    JsonNode whales = node.path("whales");
    return new SegmentSettings(
        node.path("dormant_days").intValue(),
        node.path("new_days").intValue(),
        new SegmentSettings.AtRisk(
            atRisk.path("recent_days").intValue(),
            atRisk.path("baseline_days").intValue(),
            atRisk.path("minimum_active_days").intValue(),
            atRisk.path("idle_days").intValue(),
            atRisk.path("significance").doubleValue(),
            atRisk.path("alert_percent").intValue()),
        new SegmentSettings.Whales(
            whales.path("days").intValue(),
            whales.path("percent").doubleValue(),
            whales.path("minimum_earners").intValue(),
            whales.path("most_percent").doubleValue()),
        node.at("/power_users/active_days").intValue(),
        node.at("/power_users/percentile").intValue(),
        node.path("voice_sessions").intValue(),
        map(node.path("actions"), JsonNode::textValue));
  }

  private static ScoreSettings score(JsonNode node) {
    return new ScoreSettings(
        node.path("messages").doubleValue(),
        node.path("reactions").doubleValue(),
        node.path("voice").doubleValue(),
        node.path("threads").doubleValue(),
        node.path("half_life_days").intValue());
  }

  private static KpiSettings kpis(JsonNode node) {
    return new KpiSettings(
        node.path("critical_percent").intValue(),
        node.path("warning_percent").intValue(),
        node.path("small_count").intValue());
  }

  private static AlertSettings alerts(JsonNode node) {
    JsonNode channel = node.path("channel");
    String from = text(node.at("/quiet_hours/from"));
    String until = text(node.at("/quiet_hours/until"));
    return new AlertSettings(
        channel.isNumber() ? channel.longValue() : null,
        Set.copyOf(list(node.path("kinds"), name -> Kind.ofText(name.textValue()))),
        from == null || until == null
            ? null
            : new QuietHours(
                LocalTime.parse(from),
                LocalTime.parse(until),
                node.at("/quiet_hours/critical_pass").booleanValue()));
  }

  private static DraftSettings drafts(JsonNode node) {
    return new DraftSettings(
        id(node.path("channel")),
        Duration.ofDays(node.path("expire_days").intValue()),
        map(node.path("kinds"), ConfigRecords::draft));
  }

  private static @Nullable Long id(JsonNode node) {
    return node.isNumber() ? node.longValue() : null;
  }

  private static DraftSettings.Kind draft(JsonNode node) {
    return new DraftSettings.Kind(
        id(node.path("channel")),
        list(node.path("sources"), JsonNode::longValue),
        text(node.path("note")),
        id(node.path("role")),
        id(node.path("room")),
        list(
            node.path("milestones"),
            milestone -> new DraftSettings.Milestone(
                milestone.path("days").intValue(),
                milestone.path("amount").decimalValue(),
                id(milestone.path("role")))),
        list(node.path("rubric"), JsonNode::textValue));
  }

  private static String withoutSecrets(ObjectNode tree, ConfigSchema schema) {
    ObjectNode shown = tree.deepCopy();
    schema.keys().stream().filter(key -> key.schema().isSecret()).forEach(key -> {
      if (shown.at(key.at().head()) instanceof ObjectNode section) {
        section.remove(key.at().last().getMatchingProperty());
      }
    });
    return shown.toString();
  }

  private static @Nullable String text(JsonNode node) {
    return node.isTextual() ? node.textValue() : null;
  }

  private static @Nullable Path path(JsonNode node) {
    return node.isTextual() ? Path.of(node.textValue()) : null;
  }

  private static @Nullable Secret secret(JsonNode node) {
    return node.isTextual() ? new Secret(node.textValue()) : null;
  }

  private static <T> List<T> list(JsonNode node, Function<JsonNode, T> item) {
    List<T> items = new ArrayList<>();
    node.forEach(value -> items.add(item.apply(value)));
    return items;
  }

  private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> value) {
    Map<String, T> values = new LinkedHashMap<>();
    node.properties().forEach(entry -> values.put(entry.getKey(), value.apply(entry.getValue())));
    return values;
  }
}
