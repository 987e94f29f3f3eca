import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import net.openhft.chronicle.hash.VanillaGlobalMutableState;
import net.openhft.chronicle.values.ValueModel;

/**
 * Writes the one class that Chronicle Map would otherwise generate, and start a Java compiler for,
 * when a process opens its first map. Chronicle looks for the class by name first, so it is enough
 * that the class exists. The build runs this program from its source; its argument is the folder to
 * compile into.
 */
public final class PregenerateChronicleValue {
  public static void main(String[] arguments) throws Exception {
    Path classes = Path.of(arguments[0]);
    String name = VanillaGlobalMutableState.class.getSimpleName() + "$$Native";
    if (!isOnClassPath(VanillaGlobalMutableState.class.getPackageName() + "." + name)) {
      Path folder = Files.createTempDirectory("chronicle-value");
      Path source = Files.writeString(folder.resolve(name + ".java"), generatedCode());
      compile(source, classes);
      Files.delete(source);
      Files.delete(folder);
    }
  }

  private static boolean isOnClassPath(String className) {
    try {
      Class.forName(className);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Chronicle has no call that returns the code; it prints it when asked by a property. */
  private static String generatedCode() {
    System.setProperty("chronicle.values.dumpCode", "true");
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ValueModel.acquire(VanillaGlobalMutableState.class).nativeClass();
    } finally {
      System.setOut(console);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void compile(Path source, Path classes) {
    String classPath = System.getProperty("java.class.path");
    int failed =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "--release",
                "21",
                "-nowarn",
                "-Xlint:none",
                "-proc:none",
                "-cp",
                classPath,
                "-d",
                classes.toString(),
                source.toString());
    if (failed != 0) {
      throw new IllegalStateException("cannot compile " + source);
    }
  }
}
