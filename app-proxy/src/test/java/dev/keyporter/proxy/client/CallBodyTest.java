package dev.keyporter.proxy.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallBodyTest {
  private static Parameters parameters(String more) {
    return new Parameters("gpt-4o", "", null, null, null, null, false, MoreParameters.parse(more));
  }

  @Test
  void whatIsEmptyIsNotSent() {
    assertEquals(
        "{\"model\":\"gpt-4o\",\"input\":\"Hi\"}",
        new CallBody(parameters(""), Before.NOTHING, "Hi").text());
  }

  @Test
  void sendsEveryParameterThatIsSet() {
    var all =
        new Parameters(
            "o4-mini",
            "Be brief.",
            "low",
            300L,
            new BigDecimal("0.70"),
            new BigDecimal("1"),
            true,
            MoreParameters.NONE);
    assertEquals(
        "{\"model\":\"o4-mini\",\"instructions\":\"Be brief.\",\"previous_response_id\":\"resp_1\","
            + "\"input\":\"Hi\",\"reasoning\":{\"effort\":\"low\"},\"max_output_tokens\":300,"
            + "\"temperature\":0.70,\"top_p\":1,\"stream\":true}",
        new CallBody(all, new Before("resp_1", List.of(), null), "Hi").text());
  }

  @Test
  void whatWasSaidBeforeGoesAlongWhereTheProviderDoesNotKnowIt() {
    var before = new Before(null, List.of(new Message("assistant", "Hello.")), null);
    assertEquals(
        "{\"model\":\"gpt-4o\",\"input\":[{\"role\":\"assistant\",\"content\":\"Hello.\"},"
            + "{\"role\":\"user\",\"content\":\"Hi\"}]}",
        new CallBody(parameters(""), before, "Hi").text());
  }

  @Test
  void moreParametersGoOverTheFieldsAndIntoTheirObjects() {
    var parameters =
        new Parameters(
            "gpt-4o",
            "",
            "low",
            null,
            null,
            null,
            true,
            MoreParameters.parse(
                "{\"stream\":false,\"reasoning\":{\"summary\":\"auto\"},\"seed\":1.50}"));
    assertEquals(
        "{\"model\":\"gpt-4o\",\"input\":\"Hi\",\"reasoning\":{\"effort\":\"low\","
            + "\"summary\":\"auto\"},\"stream\":false,\"seed\":1.50}",
        new CallBody(parameters, Before.NOTHING, "Hi").text());
  }

  @Test
  void whatIsNoObjectIsNoMoreParameters() {
    for (String wrong : List.of("[1]", "{\"a\":", "7", "{} {}", "words")) {
      assertThrows(IllegalArgumentException.class, () -> MoreParameters.parse(wrong), wrong);
    }
    assertTrue(MoreParameters.parse("{\"store\": false}").forbidStoring());
  }
}
