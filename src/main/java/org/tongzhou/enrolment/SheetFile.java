package org.tongzhou.enrolment;

/** A roster as a file to take home. */
public record SheetFile(String fileName, String contentType, byte[] bytes) {
    static SheetFile xlsx(String fileName, byte[] bytes) {
        return new SheetFile(fileName, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", bytes);
    }

    static SheetFile csv(String fileName, byte[] bytes) {
        return new SheetFile(fileName, "text/csv;charset=UTF-8", bytes);
    }
}
