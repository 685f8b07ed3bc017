using Shyraq.Core.Registry;

namespace Shyraq.Protocols.Registry;

/// <summary>The registry as the first sheet of an Excel workbook (.xlsx): the same table as in CSV.</summary>
public static class RegistryXlsx
{
    public static RegistryReading Read(byte[] workbook)
    {
        try
        {
            using var stream = new MemoryStream(workbook, writable: false);
            return RegistryTable.Read(Workbook.Read(stream));
        }
        catch (InvalidDataException damaged)
        {
            return new RegistryReading.Refused([new(1, "", RowRule.File, $"no workbook that can be read: {damaged.Message}", "an .xlsx file")]);
        }
    }

    public static byte[] Write(RegistryBoard board) => Workbook.Write("registry", RegistryTable.Write(board));
}
