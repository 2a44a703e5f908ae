package dev.keyporter.db.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresAddressTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql://u:p@h:5433/d,             jdbc:postgresql://h:5433/d,            u, p",
    "postgres://u:p@h/d,                    jdbc:postgresql://h/d,                 u, p",
    "postgresql://u@h/d?sslmode=require,    jdbc:postgresql://h/d?sslmode=require, u,",
    "postgresql:///d,                       jdbc:postgresql://localhost/d,         ,",
    "postgresql://u:a%40b%3Ac+d@h/d,        jdbc:postgresql://h/d,                 u, a@b:c+d",
    "postgresql://u:a@b@h/d,                jdbc:postgresql://h/d,                 u, a@b",
    "jdbc:postgresql://h/d?user=u&password=p&ssl=true, jdbc:postgresql://h/d?ssl=true, u, p",
    "jdbc:postgresql:d?user=u,              jdbc:postgresql:d,                     u,",
    "'postgresql://u:p@h1:1,h2:2/d',        'jdbc:postgresql://h1:1,h2:2/d',       u, p",
  })
  void takesUserAndPasswordOutOfTheUrl(String url, String jdbc, String user, String password) {
    assertEquals(new PostgresAddress(jdbc, user, password), PostgresAddress.parse(url));
  }

  @Test
  void showsNoPassword() {
    assertFalse(PostgresAddress.parse("postgresql://u:hidden@h/d").toString().contains("hidden"));
    var failure =
        assertThrows(DatabaseException.class, () -> PostgresAddress.parse("mysql://u:hidden@h/d"));
    assertEquals(DatabaseException.Kind.BAD_SETTINGS, failure.kind());
    assertFalse(String.valueOf(failure.getMessage()).contains("hidden"));
  }
}
