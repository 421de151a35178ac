package dev.guildhouse.schedules.cli;

import java.util.function.Function;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a whole number, and says so in the words of people.
 *
 * @param parser throws a {@link NumberFormatException} for what is none of its type
 */
record WholeNumber<T>(Function<String, T> parser) implements ITypeConverter<T> {
  @Override
  public T convert(String text) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is no whole number, or too large a one");
    }
  }
}
