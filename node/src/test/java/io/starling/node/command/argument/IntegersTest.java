package io.starling.node.command.argument;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntegersTest {
  @Property
  void readsBackWhatItWrites(@ForAll long value) {
    assertEquals(value, Integers.parse(Integers.format(value)));
  }

  @Property
  void readsNoOtherFormOfANumber(@ForAll long value) {
    byte[] padded = ascii("0" + value);
    assertThrows(RefusedException.class, () -> Integers.parse(padded));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+1",
        " 1",
        "1 ",
        "-0",
        "00",
        "1.0",
        "0x1",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "18446744073709551617"
      })
  void refusesWhatIsNotANumberInRange(String text) {
    assertThrows(RefusedException.class, () -> Integers.parse(ascii(text)));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
