package dev.guildhouse.schema.status;

/** Numbers in the text format of Prometheus. */
public final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  public void head(String name, String kind, String help) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(kind).append('\n');
  }

  public void value(String name, String labels, long value) {
    String set = labels.isEmpty() ? "" : '{' + labels + '}';
    text.append(name).append(set).append(' ').append(value).append('\n');
  }

  public void single(String name, String kind, String help, long value) {
    head(name, kind, help);
    text.append(name).append(' ').append(value).append('\n');
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
