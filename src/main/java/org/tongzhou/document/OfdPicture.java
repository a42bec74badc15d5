package org.tongzhou.document;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Draws a page of an OFD: its visible letters in the shipped font and its ruled lines. */
final class OfdPicture {
    private OfdPicture() {}

    static BufferedImage page(byte[] bytes, int number, int width) throws IOException, UnreadablePaper {
        List<OfdPages.Page> pages = OfdPages.of(OfdPackage.open(bytes));
        if (number < 1 || number > pages.size()) {
            throw new UnreadablePaper("paper_no_such_page");
        }
        OfdPages.Page page = pages.get(number - 1);
        double scale = width / page.width();
        int height = (int) Math.max(50, Math.min(5_000, page.height() * scale));
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.scale(scale, scale);
        graphics.setStroke(new BasicStroke(0.2f));
        graphics.setColor(new Color(0x8A, 0x3B, 0x2E));
        page.strokes().forEach(stroke -> graphics.draw(path(stroke)));
        graphics.setColor(Color.BLACK);
        draw(graphics, page.runs());
        graphics.dispose();
        return picture;
    }

    private static Path2D path(OfdPages.Stroke stroke) {
        Path2D path = new Path2D.Double();
        path.moveTo(stroke.points().get(0)[0], stroke.points().get(0)[1]);
        stroke.points().forEach(point -> path.lineTo(point[0], point[1]));
        return path;
    }

    private static void draw(Graphics2D graphics, List<OfdPages.Run> runs) throws IOException {
        Font font = font();
        for (OfdPages.Run run : runs) {
            if (run.visible()) {
                graphics.setFont(font.deriveFont((float) Math.min(100, run.size())));
                for (int i = 0; i < run.text().length(); i++) {
                    graphics.drawString(run.text().substring(i, i + 1), (float) run.x()[i], (float) run.y());
                }
            }
        }
    }

    private static Font font() throws IOException {
        try (InputStream in = OfdPicture.class.getResourceAsStream(ShippedFont.RESOURCE)) {
            return Font.createFont(Font.TRUETYPE_FONT, in);
        } catch (FontFormatException broken) {
            throw new IOException(broken);
        }
    }
}
