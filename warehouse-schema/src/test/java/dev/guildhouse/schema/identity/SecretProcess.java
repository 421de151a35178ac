package dev.guildhouse.schema.identity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Uses a folder of secrets in a process of its own: folder, {@code draw} or {@code destroy}, name. */
final class SecretProcess {
  private SecretProcess() {}

  public static void main(String[] arguments) throws IOException {
    SecretStore store = SecretStore.in(Path.of(arguments[0]));
    SecretName name = SecretName.parse(arguments[2]).orElseThrow();
    System.out.println("ready");
    System.in.read();
    System.out.println(
        arguments[1].equals("draw")
            ? HexFormat.of().formatHex(store.secret(name))
            : store.destroy(name));
  }

  static Process start(List<String> options, Path folder, String work, SecretName name)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx64m"));
    command.addAll(options);
    command.addAll(List.of(SecretProcess.class.getName(), folder.toString(), work, name.text()));
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder.start();
  }
}
