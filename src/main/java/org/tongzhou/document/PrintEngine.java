package org.tongzhou.document;

import com.benjaminwan.ocrlibrary.OcrEngine;
import com.benjaminwan.ocrlibrary.OcrResult;
import com.benjaminwan.ocrlibrary.Point;
import com.benjaminwan.ocrlibrary.TextBlock;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.tongzhou.kernel.Platform;

/**
 * Reads print from a picture, offline, with the PP-OCR models that lie in a jar. One a process: the native library
 * keeps a single engine. What it needs as files lies in a folder that only this process uses.
 */
final class PrintEngine {
    private static final String LIBRARY = "libRapidOcr.so";
    private static final String FIND = "ch_PP-OCRv4_det_infer.onnx";
    private static final String TURN = "ch_ppocr_mobile_v2.0_cls_infer.onnx";
    private static final String READ = "ch_PP-OCRv4_rec_infer.onnx";
    private static final String KEYS = "ppocr_keys_v1.txt";
    private static final int PADDING = 30;

    /** A run of letters in pixels of the picture: its middle, its extent along and across its own line, its slant. */
    record Word(String text, float[] scores, double x, double y, double width, double height, double slant) {}

    private final OcrEngine engine = new OcrEngine();
    private final Path folder;

    PrintEngine(Path folder) throws IOException {
        this.folder = folder;
        for (String model : List.of(FIND, TURN, READ, KEYS)) {
            unpack("/models/" + model, folder.resolve(model));
        }
        Path library = folder.resolve(LIBRARY);
        unpack("/lib/" + LIBRARY, library);
        System.load(library.toString());
        Files.delete(library);
        engine.initLogger(false, false, false);
        engine.setNumThread(Math.min(4, Runtime.getRuntime().availableProcessors()));
        if (!engine.initModels(folder.toString(), FIND, TURN, READ, KEYS)) {
            throw new IOException("the reading models could not be loaded");
        }
    }

    /** The library comes for Linux on x86-64 only; elsewhere papers are kept without reading photographs. */
    static boolean available() {
        return Platform.isTheOneWeShipFor();
    }

    List<Word> read(BufferedImage picture) {
        try {
            Path file = Files.createTempFile(folder, "page", ".bmp");
            try {
                ImageIO.write(picture, "bmp", file.toFile());
                OcrResult result = engine.detect(file.toString(), PADDING, 0, 0.5f, 0.3f, 1.6f, false, false);
                List<Word> words = new ArrayList<>();
                result.getTextBlocks().stream()
                        .filter(block -> !block.getText().isBlank())
                        .forEach(block -> words.add(word(block)));
                return words;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Word word(TextBlock block) {
        List<Point> box = block.getBoxPoint();
        double dx = box.get(1).getX() - box.get(0).getX();
        double dy = box.get(1).getY() - box.get(0).getY();
        double height = Math.hypot(
                box.get(3).getX() - box.get(0).getX(),
                box.get(3).getY() - box.get(0).getY());
        double x = box.stream().mapToInt(Point::getX).average().orElse(0);
        double y = box.stream().mapToInt(Point::getY).average().orElse(0);
        return new Word(block.getText(), block.getCharScores(), x, y, Math.hypot(dx, dy), height, Math.atan2(dy, dx));
    }

    private static void unpack(String resource, Path target) throws IOException {
        try (InputStream in = PrintEngine.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("not in this build: " + resource);
            }
            Files.copy(in, target);
        }
    }
}
