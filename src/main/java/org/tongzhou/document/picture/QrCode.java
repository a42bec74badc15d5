package org.tongzhou.document.picture;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.ResultPoint;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A QR code on a page: its words, and how many quarter turns the page needs to stand upright. */
public record QrCode(String text, int quarterTurns, double x, double y, double width, double height) {
    private static final Map<DecodeHintType, Object> HINTS = Map.of(
            DecodeHintType.TRY_HARDER,
            true,
            DecodeHintType.POSSIBLE_FORMATS,
            List.of(BarcodeFormat.QR_CODE),
            DecodeHintType.CHARACTER_SET,
            "UTF-8");

    /** A small code is looked for again in enlarged corners of the page, where receipts have it. */
    public static Optional<QrCode> find(Straight page) {
        int across = (int) Math.max(900, Math.min(1800, page.naturalWidth()));
        Optional<QrCode> found = read(page.page(across), 0, 0, 1, 1);
        double[][] parts = {{0, 0}, {0.6, 0}, {0, 0.6}, {0.6, 0.6}};
        for (int i = 0; found.isEmpty() && i < parts.length; i++) {
            for (int wide : new int[] {across * 4 / 5, across / 2}) {
                if (found.isEmpty()) {
                    BufferedImage part = page.part(parts[i][0], parts[i][1], 0.4, 0.4, wide);
                    found = read(part, parts[i][0], parts[i][1], 0.4, 0.4);
                }
            }
        }
        return found;
    }

    private static Optional<QrCode> read(BufferedImage picture, double x, double y, double w, double h) {
        int[] pixels = picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
        RGBLuminanceSource source = new RGBLuminanceSource(picture.getWidth(), picture.getHeight(), pixels);
        try {
            Result result = new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), HINTS);
            return Optional.of(placed(result, picture, new double[] {x, y, w, h}));
        } catch (NotFoundException none) {
            return Optional.empty();
        } catch (ReaderException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static QrCode placed(Result result, BufferedImage picture, double[] part) {
        ResultPoint[] points = result.getResultPoints();
        double dx = points[2].getX() - points[1].getX();
        double dy = points[2].getY() - points[1].getY();
        int turns = (int) Math.round(Math.atan2(dy, dx) / (Math.PI / 2)) & 3;
        double left = Math.min(points[0].getX(), Math.min(points[1].getX(), points[2].getX()));
        double right = Math.max(points[0].getX(), Math.max(points[1].getX(), points[2].getX()));
        double top = Math.min(points[0].getY(), Math.min(points[1].getY(), points[2].getY()));
        double bottom = Math.max(points[0].getY(), Math.max(points[1].getY(), points[2].getY()));
        double px = part[2] / picture.getWidth();
        double py = part[3] / picture.getHeight();
        return new QrCode(
                result.getText(),
                turns,
                part[0] + left * px,
                part[1] + top * py,
                (right - left) * px,
                (bottom - top) * py);
    }
}
