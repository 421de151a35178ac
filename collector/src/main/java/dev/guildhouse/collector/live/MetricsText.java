package dev.guildhouse.collector.live;

/** Numbers in the text format of Prometheus. */
final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  void head(String name, String kind, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
  }

  void value(String name, String labels, long value) {
    text.append(name).append('{').append(labels).append("} ").append(value).append('\n');
  }

  void single(String name, String kind, String help, long value) {
    head(name, kind, help);
    text.append(name).append(' ').append(value).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
