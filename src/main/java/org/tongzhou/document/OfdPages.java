package org.tongzhou.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The pages of an OFD: text with places and ruled lines, in millimetres; templates count as part of their page. */
final class OfdPages {
    private static final int MOST_RUNS = 20_000;
    private static final double[] A4 = {210, 297};

    /** Letters at places along a base line; {@code size} is the font's. */
    record Run(String text, double[] x, double y, double size, boolean visible) {}

    /** A ruled line or frame, as its corner points. */
    record Stroke(List<double[]> points) {}

    record Page(double width, double height, List<Run> runs, List<Stroke> strokes) {}

    private final OfdPackage files;
    private final double[] size = A4.clone();

    private OfdPages(OfdPackage files) {
        this.files = files;
    }

    static List<Page> of(OfdPackage files) throws UnreadablePaper {
        try {
            return new OfdPages(files).pages();
        } catch (XMLStreamException | RuntimeException broken) {
            throw new UnreadablePaper("paper_broken");
        }
    }

    private List<Page> pages() throws XMLStreamException, UnreadablePaper {
        List<String> templates = new ArrayList<>();
        List<Page> pages = new ArrayList<>();
        for (String name : contents(templates)) {
            Page page = new Page(size[0], size[1], new ArrayList<>(), new ArrayList<>());
            for (String template : templates) {
                readContent(template, page);
            }
            readContent(name, page);
            pages.add(page);
        }
        return pages;
    }

    /** Where the pages are: as the document says, which names the templates too, else as the files lie. */
    private List<String> contents(List<String> templates) throws XMLStreamException, UnreadablePaper {
        List<String> names = new ArrayList<>();
        Optional<String> document = files.files().keySet().stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).endsWith("document.xml"))
                .findFirst();
        if (document.isPresent()) {
            readDocument(document.get(), names, templates);
        }
        if (names.isEmpty()) {
            files.files().keySet().stream()
                    .filter(name -> name.matches("(?i).*pages/.*content\\.xml"))
                    .sorted()
                    .forEach(names::add);
        }
        if (names.isEmpty()) {
            throw new UnreadablePaper("paper_broken");
        }
        if (names.size() > PaperWorker.MOST_PAGES) {
            throw new UnreadablePaper("paper_too_many_pages");
        }
        return names;
    }

    private void readDocument(String document, List<String> names, List<String> templates) throws XMLStreamException {
        XMLStreamReader xml = files.xml(document);
        while (xml.hasNext()) {
            if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "PhysicalBox" -> takeSize(xml.getElementText());
                case "Page" -> located(document, xml).ifPresent(names::add);
                case "TemplatePage" -> located(document, xml).ifPresent(templates::add);
                default -> {}
            }
        }
    }

    private Optional<String> located(String document, XMLStreamReader xml) {
        String location = xml.getAttributeValue(null, "BaseLoc");
        return location == null ? Optional.empty() : files.resolve(OfdPackage.folder(document), location);
    }

    private void takeSize(String box) {
        double[] numbers = numbers(box);
        if (numbers.length == 4 && numbers[2] > 1 && numbers[3] > 1 && numbers[2] < 5_000 && numbers[3] < 5_000) {
            size[0] = numbers[2];
            size[1] = numbers[3];
        }
    }

    private void readContent(String name, Page page) throws XMLStreamException, UnreadablePaper {
        XMLStreamReader xml = files.xml(name);
        Placed at = Placed.NOWHERE;
        while (xml.hasNext()) {
            int event = xml.next();
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "TextObject", "PathObject" -> at = Placed.of(xml);
                case "TextCode" -> page.runs().add(run(xml, at));
                case "AbbreviatedData" -> stroke(xml.getElementText(), at).ifPresent(page.strokes()::add);
                default -> {}
            }
            if (page.runs().size() + page.strokes().size() > MOST_RUNS) {
                throw new UnreadablePaper("paper_too_complex");
            }
        }
    }

    /** Where an object lies: the corner of its boundary, its own transformation, its font size. */
    private record Placed(double left, double top, double[] turn, double size, boolean visible) {
        static final Placed NOWHERE = new Placed(0, 0, new double[] {1, 0, 0, 1, 0, 0}, 4, false);

        static Placed of(XMLStreamReader xml) {
            double[] box = numbers(xml.getAttributeValue(null, "Boundary"));
            double[] turn = numbers(xml.getAttributeValue(null, "CTM"));
            double[] size = numbers(xml.getAttributeValue(null, "Size"));
            boolean hidden = "false".equals(xml.getAttributeValue(null, "Visible"))
                    || "0".equals(xml.getAttributeValue(null, "Alpha"))
                    || xml.getLocalName().equals("TextObject")
                            && "false".equals(xml.getAttributeValue(null, "Fill"))
                            && !"true".equals(xml.getAttributeValue(null, "Stroke"));
            return new Placed(
                    box.length >= 2 ? box[0] : 0,
                    box.length >= 2 ? box[1] : 0,
                    turn.length == 6 ? turn : NOWHERE.turn(),
                    size.length == 1 ? size[0] : 4,
                    !hidden);
        }

        double x(double x, double y) {
            return left + turn[0] * x + turn[2] * y + turn[4];
        }

        double y(double x, double y) {
            return top + turn[1] * x + turn[3] * y + turn[5];
        }

        boolean level() {
            return Math.abs(turn[1]) < 0.02 * Math.abs(turn[0]) + 1e-9;
        }
    }

    private static Run run(XMLStreamReader xml, Placed at) throws XMLStreamException {
        double x = first(xml.getAttributeValue(null, "X"));
        double y = first(xml.getAttributeValue(null, "Y"));
        double[] steps = steps(xml.getAttributeValue(null, "DeltaX"));
        String text = xml.getElementText();
        double[] places = new double[text.length()];
        double along = x;
        for (int i = 0; i < places.length; i++) {
            places[i] = at.x(along, y);
            double usual = at.size() * (text.charAt(i) < 0x80 ? 0.5 : 1);
            along += i < steps.length ? steps[i] : usual;
        }
        double size = at.size() * Math.max(Math.abs(at.turn()[3]), 1e-6);
        return new Run(text, places, at.y(x, y), size, at.visible() && at.level() && size > 0.5);
    }

    /** {@code 3.5 3.5 g 4 3.5}: after {@code g} come how often and how far. */
    private static double[] steps(@org.jspecify.annotations.Nullable String delta) {
        List<Double> steps = new ArrayList<>();
        String[] words = delta == null ? new String[0] : delta.strip().split("\\s+");
        for (int i = 0; i < words.length && steps.size() < 10_000; i++) {
            if (words[i].equalsIgnoreCase("g") && i + 2 < words.length) {
                int times = (int) Math.min(10_000, Math.max(0, first(words[i + 1])));
                for (int j = 0; j < times; j++) {
                    steps.add(first(words[i + 2]));
                }
                i += 2;
            } else {
                steps.add(first(words[i]));
            }
        }
        return steps.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static Optional<Stroke> stroke(String data, Placed at) {
        List<double[]> points = new ArrayList<>();
        double[] pending = new double[2];
        int have = 0;
        for (String word : data.strip().split("\\s+")) {
            if (word.matches("-?\\d{1,6}(\\.\\d{1,12})?")) {
                pending[have++ % 2] = Double.parseDouble(word);
                if (have % 2 == 0 && points.size() < 2_000) {
                    points.add(new double[] {at.x(pending[0], pending[1]), at.y(pending[0], pending[1])});
                }
            }
        }
        return points.size() < 2 ? Optional.empty() : Optional.of(new Stroke(points));
    }

    private static double first(@org.jspecify.annotations.Nullable String text) {
        double[] numbers = numbers(text);
        return numbers.length == 0 ? 0 : numbers[0];
    }

    private static double[] numbers(@org.jspecify.annotations.Nullable String text) {
        if (text == null || text.length() > 200_000) {
            return new double[0];
        }
        return java.util.Arrays.stream(text.strip().split("\\s+"))
                .filter(word -> word.matches("-?\\d{0,6}(\\.\\d{1,12})?") && word.matches(".*\\d.*"))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
