package dev.keyporter.console.playground;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.keyporter.console.playground.ParameterForm.Field;
import java.math.BigDecimal;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParameterFormTest {
  private static ParameterForm form(String tokens, String temperature, String topP, String more) {
    return new ParameterForm(" m ", "", null, tokens, temperature, topP, more, true);
  }

  @Test
  void emptyFieldsAreRightAndNotSent() {
    ParameterForm form = form("", " ", "", "");
    assertEquals(Set.of(), form.problems());
    assertEquals("m", form.parameters().model());
    assertNull(form.parameters().maxOutputTokens());
    assertNull(form.parameters().temperature());
  }

  @Test
  void numbersAreReadWithPointOrComma() {
    ParameterForm form = form("2048", "0,7", "1.0", "");
    assertEquals(new BigDecimal("0.7"), form.parameters().temperature());
    assertEquals(2048L, form.parameters().maxOutputTokens());
  }

  @Test
  void everyWrongFieldIsNamed() {
    ParameterForm form = form("0", "2.1", "-0.1", "[]");
    assertEquals(
        Set.of(Field.MAX_OUTPUT_TOKENS, Field.TEMPERATURE, Field.TOP_P, Field.MORE),
        form.problems());
    assertThrows(IllegalArgumentException.class, form::parameters);
    assertEquals(Set.of(Field.TEMPERATURE), form("1", "warm", "1", "{}").problems());
  }
}
