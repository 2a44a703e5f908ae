package dev.keyporter.console;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.image.Image;

/** The program's icon, in the sizes window systems ask for. */
final class Icon {
  private Icon() {}

  static List<Image> images() {
    return Stream.of(16, 32, 64, 256)
        .map(size -> "keyporter-" + size + ".png")
        .map(name -> Objects.requireNonNull(Icon.class.getResource(name), name))
        .map(url -> new Image(url.toExternalForm()))
        .toList();
  }
}
