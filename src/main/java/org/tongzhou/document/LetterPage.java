package org.tongzhou.document;

import java.awt.Color;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;

/** The pen: keeps the place on the page, breaks lines and pages. Measures in points from the bottom left. */
final class LetterPage implements AutoCloseable {
    private static final float LEFT = 64;
    private static final float RIGHT = PDRectangle.A4.getWidth() - 64;
    private static final float TOP = PDRectangle.A4.getHeight() - 60;
    private static final float BOTTOM = 60;
    private static final float FOOT = 40;
    private static final float BODY = 10.5f;
    private static final float LEADING = 16.5f;
    private static final float COLUMN_GAP = 14;
    private static final float PAIR_VALUE = 120;
    private static final float HALF = (RIGHT - LEFT) / 2;
    private static final float HALF_VALUE = 84;
    private static final float ROW_ABOVE = 13;
    private static final float ROW_BELOW = 6.5f;
    private static final float SEAL_RADIUS = 40;

    /** What a seal takes below the last line. */
    static final float SEAL_ROOM = 2 * SEAL_RADIUS + 10;

    /** What is taller is broken over pages. */
    private static final float TALLEST = (TOP - BOTTOM) / 2;

    private static final Color INK = new Color(0x17, 0x21, 0x1f);
    private static final Color GREY = new Color(0x5f, 0x6c, 0x68);
    private static final Color LINE = new Color(0xc3, 0xcc, 0xc5);
    private static final Color SEAL = new Color(0xb5, 0x3a, 0x24);

    private final PDDocument document;
    private final LetterText text;
    private final List<PDPage> pages = new ArrayList<>();
    private PDPageContentStream stream;
    private float y;

    LetterPage(PDDocument document, ShippedFont font) throws IOException {
        this.document = document;
        this.text = new LetterText(document, font);
        this.stream = open();
    }

    private PDPageContentStream open() throws IOException {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        pages.add(page);
        y = TOP;
        return new PDPageContentStream(document, page);
    }

    void title(String title, String number) throws IOException {
        float size = 20;
        float width = text.width(title, size);
        text.draw(stream, new LetterText.At((RIGHT + LEFT - width) / 2, y, size, INK), title);
        y -= 26;
        text.draw(stream, new LetterText.At(RIGHT - text.width(number, 9), y, 9, GREY), number);
        y -= 10;
        rule(INK);
        y -= 22;
    }

    void heading(String words) throws IOException {
        room(LEADING * 3);
        y -= 8;
        text.draw(stream, new LetterText.At(LEFT, y, 12.5f, INK), words);
        y -= LEADING + 4;
    }

    void paragraph(String words) throws IOException {
        for (String line : text.lines(words, BODY, RIGHT - LEFT)) {
            room(LEADING);
            text.draw(stream, new LetterText.At(LEFT, y, BODY, INK), line);
            y -= LEADING;
        }
        y -= 4;
    }

    void pairs(Letter.Pairs pairs) throws IOException {
        float value = pairs.twoAbreast() ? HALF_VALUE : PAIR_VALUE;
        for (List<Map.Entry<String, String>> line : abreast(pairs)) {
            int deepest = 0;
            for (Map.Entry<String, String> pair : line) {
                deepest = Math.max(deepest, values(pair, value).size());
            }
            room(deepest * LEADING);
            for (int i = 0; i < line.size(); i++) {
                pair(line.get(i), LEFT + i * HALF, value);
            }
            y -= deepest * LEADING;
        }
        y -= 6;
    }

    private List<String> values(Map.Entry<String, String> pair, float value) throws IOException {
        return text.lines(pair.getValue(), BODY, RIGHT - LEFT - value);
    }

    private void pair(Map.Entry<String, String> pair, float left, float value) throws IOException {
        text.draw(stream, new LetterText.At(left, y, BODY, GREY), pair.getKey());
        float at = y;
        for (String line : values(pair, value)) {
            text.draw(stream, new LetterText.At(left + value, at, BODY, INK), line);
            at -= LEADING;
        }
    }

    /** One pair a line; two where that is wanted and both fit. */
    private List<List<Map.Entry<String, String>>> abreast(Letter.Pairs pairs) throws IOException {
        List<List<Map.Entry<String, String>>> lines = new ArrayList<>();
        for (Map.Entry<String, String> pair : pairs.entries()) {
            List<Map.Entry<String, String>> before = lines.isEmpty() ? List.of() : lines.get(lines.size() - 1);
            if (pairs.twoAbreast() && before.size() == 1 && isShort(pair) && isShort(before.get(0))) {
                lines.set(lines.size() - 1, List.of(before.get(0), pair));
            } else {
                lines.add(List.of(pair));
            }
        }
        return lines;
    }

    private boolean isShort(Map.Entry<String, String> pair) throws IOException {
        return text.width(pair.getValue(), BODY) <= HALF - HALF_VALUE - COLUMN_GAP;
    }

    /** The head stands again at the top of every page over which the table runs. */
    void table(Letter.Table table) throws IOException {
        float[] starts = columnStarts(table);
        head(table, starts);
        for (List<String> row : table.rows()) {
            if (y - height(row, starts) < BOTTOM) {
                rule(INK);
                turn();
                head(table, starts);
            }
            rule(LINE);
            y -= ROW_ABOVE;
            row(table, starts, row, INK);
        }
        rule(INK);
        y -= LEADING;
    }

    private void head(Letter.Table table, float[] starts) throws IOException {
        room(LEADING * 4);
        rule(INK);
        y -= ROW_ABOVE;
        row(table, starts, table.headers(), GREY);
    }

    /** Columns as wide as their content asks for, shared out over the page; where that is too much, the widest gives way. */
    private float[] columnStarts(Letter.Table table) throws IOException {
        float[] wanted = new float[table.headers().size()];
        for (int column = 0; column < wanted.length; column++) {
            wanted[column] = text.width(table.headers().get(column), BODY);
            for (List<String> row : table.rows()) {
                wanted[column] = Math.max(wanted[column], text.width(row.get(column), BODY));
            }
        }
        float total = total(wanted);
        if (total > RIGHT - LEFT) {
            int widest = widest(wanted);
            wanted[widest] = Math.max(wanted[widest] - (total - (RIGHT - LEFT)), (RIGHT - LEFT) / 3);
            total = total(wanted);
        }
        float[] starts = new float[wanted.length + 1];
        starts[0] = LEFT;
        for (int column = 0; column < wanted.length; column++) {
            starts[column + 1] = starts[column] + (wanted[column] + COLUMN_GAP) * (RIGHT - LEFT) / total;
        }
        return starts;
    }

    private static float total(float[] widths) {
        float total = 0;
        for (float width : widths) {
            total += width + COLUMN_GAP;
        }
        return total;
    }

    private static int widest(float[] widths) {
        int widest = 0;
        for (int column = 1; column < widths.length; column++) {
            widest = widths[column] > widths[widest] ? column : widest;
        }
        return widest;
    }

    private void row(Letter.Table table, float[] starts, List<String> cells, Color ink) throws IOException {
        float lowest = y;
        for (int column = 0; column < cells.size(); column++) {
            float width = starts[column + 1] - starts[column];
            float at = y;
            for (String line : text.lines(cells.get(column), BODY, width - 6)) {
                float indent = table.rightAligned().contains(column) ? width - text.width(line, BODY) - 8 : 2;
                text.draw(stream, new LetterText.At(starts[column] + indent, at, BODY, ink), line);
                at -= LEADING - 2;
            }
            lowest = Math.min(lowest, at);
        }
        y = lowest + LEADING - 2 - ROW_BELOW;
    }

    private float height(List<String> row, float[] starts) throws IOException {
        int lines = 1;
        for (int column = 0; column < row.size(); column++) {
            float width = starts[column + 1] - starts[column];
            lines = Math.max(lines, text.lines(row.get(column), BODY, width - 6).size());
        }
        return ROW_ABOVE + (lines - 1) * (LEADING - 2) + ROW_BELOW;
    }

    /** What a block takes on a page; of one that is taller than half a page, as much as it may begin with. */
    float height(Letter.Block block) throws IOException {
        float height = 0;
        if (block instanceof Letter.Heading) {
            height = LEADING + 12;
        } else if (block instanceof Letter.Paragraph paragraph) {
            height = text.lines(paragraph.text(), BODY, RIGHT - LEFT).size() * LEADING + 4;
        } else if (block instanceof Letter.Pairs pairs) {
            height = abreast(pairs).size() * LEADING + 6;
        } else if (block instanceof Letter.Table table) {
            height = height(table);
        }
        return height > TALLEST ? LEADING * 4 : height;
    }

    private float height(Letter.Table table) throws IOException {
        float[] starts = columnStarts(table);
        float height = height(table.headers(), starts) + LEADING;
        for (List<String> row : table.rows()) {
            height += height(row, starts);
        }
        return height;
    }

    /** Begins a page where this much does not fit on the one begun. */
    void keep(float height) throws IOException {
        room(height);
    }

    /** The letter's number and the page, at the foot of each where there are several. */
    void number(String number) throws IOException {
        stream.close();
        for (int i = 0; pages.size() > 1 && i < pages.size(); i++) {
            stream = new PDPageContentStream(document, pages.get(i), AppendMode.APPEND, true);
            String words = number + " · " + (i + 1) + " / " + pages.size();
            text.draw(stream, new LetterText.At(RIGHT - text.width(words, 9), FOOT, 9, GREY), words);
            stream.close();
        }
    }

    /** Bottom right, below everything that was written; one line for each word. */
    void seal(String words) throws IOException {
        room(SEAL_ROOM);
        float radius = SEAL_RADIUS;
        float x = RIGHT - radius - 8;
        float centre = y - radius - 8;
        stream.setStrokingColor(SEAL);
        stream.setLineWidth(2.2f);
        circle(x, centre, radius);
        stream.stroke();
        List<String> lines = List.of(words.split(" "));
        float at = centre + (lines.size() - 1) * 7 - 3;
        for (String line : lines) {
            text.draw(stream, new LetterText.At(x - text.width(line, 10) / 2, at, 10, SEAL), line);
            at -= 14;
        }
        y = centre - radius - 2;
    }

    private void circle(float x, float centre, float radius) throws IOException {
        float k = radius * 0.5523f;
        stream.moveTo(x - radius, centre);
        stream.curveTo(x - radius, centre + k, x - k, centre + radius, x, centre + radius);
        stream.curveTo(x + k, centre + radius, x + radius, centre + k, x + radius, centre);
        stream.curveTo(x + radius, centre - k, x + k, centre - radius, x, centre - radius);
        stream.curveTo(x - k, centre - radius, x - radius, centre - k, x - radius, centre);
    }

    private void rule(Color color) throws IOException {
        stream.setStrokingColor(color);
        stream.setLineWidth(0.7f);
        stream.moveTo(LEFT, y);
        stream.lineTo(RIGHT, y);
        stream.stroke();
    }

    private void room(float needed) throws IOException {
        if (y - needed < BOTTOM) {
            turn();
        }
    }

    private void turn() throws IOException {
        stream.close();
        stream = open();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
