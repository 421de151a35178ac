package dev.guildhouse.schema.kpis;

import dev.guildhouse.schema.WarehouseException;
import dev.guildhouse.schema.config.Nearest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads formulas and conditions: by descent, a method for each level of precedence. */
final class KpiParser {
  private static final int LONGEST = 500;
  private static final int DEEPEST = 50;
  private static final Pattern TOKEN =
      Pattern.compile("\\s*(\\d+(?:\\.\\d+)?|[A-Za-z_][A-Za-z0-9_]*|<=|>=|[-+*/()<>×÷−])");

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;
  private int depth;

  KpiParser(String text) {
    this.text = text;
    if (text.length() > LONGEST) {
      throw refused("it has " + text.length() + " characters", "Use at most " + LONGEST + ".");
    }
    Matcher matcher = TOKEN.matcher(text);
    int at = 0;
    while (at < text.length() && !text.substring(at).isBlank()) {
      if (!matcher.find(at) || matcher.start() != at) {
        throw refused(
            "'" + text.substring(at).strip() + "' is no part of a formula",
            "It takes numbers, metrics, + - * / and parentheses.");
      }
      tokens.add(text.substring(matcher.start(1), matcher.end(1)));
      at = matcher.end();
    }
  }

  KpiExpression wholeExpression() {
    KpiExpression whole = sum();
    requireEnd();
    return whole;
  }

  KpiCondition wholeCondition() {
    KpiCondition whole = any();
    requireEnd();
    return whole;
  }

  private KpiCondition any() {
    List<KpiCondition> parts = new ArrayList<>(List.of(all()));
    while (takes("OR")) {
      parts.add(all());
    }
    return parts.size() == 1 ? parts.get(0) : new KpiCondition.Any(List.copyOf(parts));
  }

  private KpiCondition all() {
    List<KpiCondition> parts = new ArrayList<>(List.of(comparison()));
    while (takes("AND")) {
      parts.add(comparison());
    }
    return parts.size() == 1 ? parts.get(0) : new KpiCondition.All(List.copyOf(parts));
  }

  /** A parenthesis may open a formula or a condition, which only what follows it tells. */
  private KpiCondition comparison() {
    int start = next;
    if (peek().equals("(") && isConditionInside()) {
      next = start;
      take();
      KpiCondition inside = nested(this::any);
      require(")");
      return inside;
    }
    next = start;
    KpiExpression left = sum();
    String operator = peek();
    if (!List.of("<", "<=", ">", ">=").contains(operator)) {
      throw refused("a comparison is missing " + place(), "Compare with <, <=, > or >=: dau < 100");
    }
    take();
    return new KpiCondition.Comparison(left, operator, sum());
  }

  /** Whether the parenthesis that opens here holds a comparison of its own. */
  private boolean isConditionInside() {
    int open = 0;
    for (int at = next; at < tokens.size(); at++) {
      String token = tokens.get(at);
      open += token.equals("(") ? 1 : token.equals(")") ? -1 : 0;
      if (open == 0) {
        return false;
      }
      if (token.startsWith("<") || token.startsWith(">")) {
        return true;
      }
    }
    return false;
  }

  private KpiExpression sum() {
    KpiExpression left = product();
    while (List.of("+", "-", "−").contains(peek())) {
      char operator = take().equals("+") ? '+' : '-';
      left = new KpiExpression.Operation(operator, left, product());
    }
    return left;
  }

  private KpiExpression product() {
    KpiExpression left = factor();
    while (List.of("*", "×", "/", "÷").contains(peek())) {
      String operator = take();
      char sign = operator.equals("*") || operator.equals("×") ? '*' : '/';
      left = new KpiExpression.Operation(sign, left, factor());
    }
    return left;
  }

  private KpiExpression factor() {
    String token = take();
    if (token.equals("(")) {
      KpiExpression inside = nested(this::sum);
      require(")");
      return inside;
    }
    if (token.equals("-") || token.equals("−")) {
      return new KpiExpression.Operation(
          '-', new KpiExpression.Constant(BigDecimal.ZERO), nested(this::factor));
    }
    if (Character.isDigit(token.charAt(0))) {
      return new KpiExpression.Constant(new BigDecimal(token));
    }
    return KpiMetric.ofText(token)
        .<KpiExpression>map(KpiExpression.OfMetric::new)
        .orElseThrow(() -> refused(
            "there is no metric '" + token + "'",
            Nearest.hint(token, KpiMetric.names()) + "Metrics: "
                + String.join(", ", KpiMetric.names())));
  }

  private <T> T nested(java.util.function.Supplier<T> part) {
    if (++depth > DEEPEST) {
      throw refused("it is nested too deep", "Use at most " + DEEPEST + " levels.");
    }
    T inside = part.get();
    depth--;
    return inside;
  }

  private String peek() {
    return next < tokens.size() ? tokens.get(next) : "";
  }

  private String take() {
    if (next >= tokens.size()) {
      throw refused("it ends too early", "It takes a number or a metric there.");
    }
    return tokens.get(next++);
  }

  private boolean takes(String word) {
    boolean isIt = peek().equalsIgnoreCase(word);
    next += isIt ? 1 : 0;
    return isIt;
  }

  private void require(String token) {
    if (!peek().equals(token)) {
      throw refused("'" + token + "' is missing " + place(), "Close every parenthesis.");
    }
    next++;
  }

  private void requireEnd() {
    if (next < tokens.size()) {
      throw refused("nothing can follow " + place(), "Join conditions with AND or OR.");
    }
  }

  private String place() {
    return next < tokens.size() ? "before '" + tokens.get(next) + "'" : "at the end";
  }

  private WarehouseException refused(String why, String what) {
    return WarehouseException.usage("read the formula '" + text + "'", why, what);
  }
}
