import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;

/**
 * Draws the program's icon, a key on a rounded square: {@code java build/DrawIcon.java DIRECTORY}
 * writes keyporter-16.png and so on there, and from these keyporter.ico for Windows and
 * keyporter.icns for macOS.
 */
public final class DrawIcon {
  private static final int[] SIZES = {16, 32, 64, 128, 256, 512, 1024};

  /** What Apple's format calls a PNG of each size. */
  private static final String[] APPLE_TYPES = {
    "icp4", "icp5", "icp6", "ic07", "ic08", "ic09", "ic10"
  };

  /** The largest size that Windows' format has. */
  private static final int LARGEST_OF_WINDOWS = 256;

  private static final Color GROUND = new Color(0x0969DA);

  private DrawIcon() {}

  public static void main(String[] arguments) throws IOException {
    Path directory = Files.createDirectories(Path.of(arguments[0]));
    var images = new byte[SIZES.length][];
    for (int i = 0; i < SIZES.length; i++) {
      var png = new ByteArrayOutputStream();
      ImageIO.write(draw(SIZES[i]), "png", png);
      images[i] = png.toByteArray();
      Files.write(directory.resolve("keyporter-" + SIZES[i] + ".png"), images[i]);
    }
    Files.write(directory.resolve("keyporter.ico"), forWindows(images));
    Files.write(directory.resolve("keyporter.icns"), forApple(images));
  }

  /** A directory of 16 bytes for each image, then the images; numbers are little-endian. */
  private static byte[] forWindows(byte[][] images) {
    int count = (int) Arrays.stream(SIZES).filter(size -> size <= LARGEST_OF_WINDOWS).count();
    int start = 6 + 16 * count;
    int length = start + Arrays.stream(images, 0, count).mapToInt(image -> image.length).sum();
    ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    file.putShort((short) 0).putShort((short) 1).putShort((short) count);
    for (int i = 0; i < count; i++) {
      // A side of 256 is written as 0.
      file.put((byte) SIZES[i]).put((byte) SIZES[i]).putShort((short) 0);
      file.putShort((short) 1).putShort((short) 32).putInt(images[i].length).putInt(start);
      start += images[i].length;
    }
    for (int i = 0; i < count; i++) {
      file.put(images[i]);
    }
    return file.array();
  }

  /** Each image behind its type and length; numbers are big-endian. */
  private static byte[] forApple(byte[][] images) {
    int length = 8 + Arrays.stream(images).mapToInt(image -> 8 + image.length).sum();
    ByteBuffer file = ByteBuffer.allocate(length);
    file.put("icns".getBytes(US_ASCII)).putInt(length);
    for (int i = 0; i < images.length; i++) {
      file.put(APPLE_TYPES[i].getBytes(US_ASCII)).putInt(8 + images[i].length).put(images[i]);
    }
    return file.array();
  }

  private static BufferedImage draw(int size) {
    var image = new BufferedImage(size, size, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.scale(size / 24.0, size / 24.0);
    pen.setColor(GROUND);
    pen.fill(new RoundRectangle2D.Double(0.5, 0.5, 23, 23, 10, 10));
    pen.setColor(Color.WHITE);
    pen.setStroke(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    pen.draw(new Ellipse2D.Double(5.2, 11.2, 7, 7));
    pen.draw(new Line2D.Double(11.2, 12.8, 18.5, 5.5));
    pen.draw(new Line2D.Double(15.2, 8.8, 17.6, 11.2));
    pen.dispose();
    return image;
  }
}
