import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import javax.imageio.ImageIO;

/**
 * Draws the program's icon, a key on a rounded square: {@code java build/DrawIcon.java DIRECTORY}
 * writes keyporter-16.png and so on there.
 */
public final class DrawIcon {
  private static final int[] SIZES = {16, 32, 64, 256, 512};
  private static final Color GROUND = new Color(0x0969DA);

  private DrawIcon() {}

  public static void main(String[] arguments) throws IOException {
    for (int size : SIZES) {
      ImageIO.write(draw(size), "png", new File(arguments[0], "keyporter-" + size + ".png"));
    }
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
