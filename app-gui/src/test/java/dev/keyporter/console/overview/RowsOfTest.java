package dev.keyporter.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.keyporter.model.traffic.FilterParser;
import dev.keyporter.model.traffic.RequestFilter;
import dev.keyporter.model.usage.UsageGroup;
import dev.keyporter.model.usage.UsageGrouping;
import dev.keyporter.model.usage.UsagePeriod;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RowsOfTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW = Instant.parse("2026-11-20T13:32:07.918Z");
  private static final UsagePeriod DAY =
      UsagePeriod.days(LocalDate.of(2026, 11, 11), LocalDate.of(2026, 11, 11), BERLIN);

  @Test
  void aBarOfADayIsThatDayInTheFiltersWords() {
    assertEquals("since:2026-11-11 until:2026-11-11", RowsOf.period(DAY, NOW).text(BERLIN));
  }

  @Test
  void theBarThatRunsStaysOpenForWhatComes() {
    var today = new UsagePeriod(Instant.parse("2026-11-19T23:00:00Z"), NOW);
    assertEquals("since:2026-11-20", RowsOf.period(today, NOW).text(BERLIN));
  }

  @Test
  void groupAndMeasureNarrowItAndNamesAreExact() {
    RequestFilter filter =
        RowsOf.counted(
            RowsOf.group(
                RowsOf.period(DAY, NOW),
                new UsageGroup.OfModel("李 雷"),
                UsageGrouping.MODEL,
                List.of()),
            Measure.ERRORS);
    String text = filter.text(BERLIN);
    assertEquals(
        "since:2026-11-11 until:2026-11-11 model:=\"李 雷\" status:failed,interrupted", text);
    assertEquals(
        Optional.of(filter),
        new FilterParser(Clock.systemUTC(), BERLIN).parse(text).filter(),
        "as typed");
  }

  @Test
  void theRestIsWhatIsNoneOfTheGroupsBesideIt() {
    List<UsageGroup> told =
        List.of(new UsageGroup.OfModel("gpt-5"), new UsageGroup.None(), new UsageGroup.Others());
    assertEquals("-model:=gpt-5 model:*", text(new UsageGroup.Others(), told));
    assertEquals("-model:*", text(new UsageGroup.None(), told));
  }

  private static String text(UsageGroup group, List<UsageGroup> told) {
    return RowsOf.group(RequestFilter.ALL, group, UsageGrouping.MODEL, told).text(BERLIN);
  }
}
