using System.Collections.Immutable;
using System.Globalization;
using Shyraq.Core.Plan;
using Shyraq.Core.Units;
using Shyraq.Core.Zones;

namespace Shyraq.Simulator.Drawing;

/// <summary>What is put into the finished roadways of the coal mine: radios, gas sensors, refuges, caches, exits and zones.</summary>
internal sealed class Fittings(ImmutableArray<Roadway> roadways, ImmutableArray<OpenArea> areas)
{
    private const double CacheSpacing = 600;
    private readonly Dictionary<string, (Roadway Roadway, int Index)> _byId = roadways.Select((r, i) => (r, i)).ToDictionary(p => p.r.Id.Value, p => (p.r, p.i), StringComparer.Ordinal);
    private readonly List<Landmark> _landmarks = [];
    private readonly List<Sensor> _sensors = [];
    private readonly List<Zone> _zones = [];

    public PlanFeatures Fit()
    {
        var anchors = Radios();
        Landmarks();
        Sensors();
        Zones();
        return new PlanFeatures(roadways, areas, [.. anchors], [.. _zones], [.. _landmarks], [.. _sensors]);
    }

    private bool IsDrift(Roadway r) => Horizon.All.Any(h => r.Id.Value == $"VSH-{h.Code}" || r.Id.Value == $"VK-{h.Code}");

    private IReadOnlyList<Anchor> Radios()
    {
        var placing = new AnchorPlacing();
        foreach (var r in roadways)
        {
            switch (r.Use)
            {
                case "face": placing.Along(r, AnchorTechnology.Uwb, 45); break;
                case "heading": placing.Along(r, AnchorTechnology.Uwb, 60); break;
                case "conveyor" when r.Line.Length > 500: placing.Along(r, AnchorTechnology.Uwb, 65); break;
                case "travel" when IsDrift(r): placing.Along(r, AnchorTechnology.Ble, 200); break;
                case "travel" when r.Level == Horizons.Surface: placing.Along(r, AnchorTechnology.Ble, 150); break;
                case "travel" when r.Line.Length > 500: placing.Along(r, AnchorTechnology.Uwb, 75); break;
                case "incline": placing.Along(r, AnchorTechnology.Uwb, 120); break;
                case "haulage" when r.Line.Length > 500: placing.Along(r, AnchorTechnology.Uwb, 180); break;
                case "haulage" or "conveyor" or "travel" or "chamber": placing.Along(r, AnchorTechnology.Ble, 80); break;
            }
            // Zonal readers where a gate, an incline, a heading or a chamber leaves its parent.
            if (r.Use is "incline" or "heading" or "chamber" || (r.Use is "conveyor" or "travel" or "haulage" && r.Line.Length > 500 && r.Level != Horizons.Surface))
                placing.At(r, AnchorTechnology.Rfid, Math.Min(6, r.Line.Length / 3));
        }
        foreach (var area in areas) placing.InCorners(area);
        // Shaft stations: whoever comes or goes is read.
        foreach (var h in Horizon.All) placing.At(_byId[$"KV-{h.Code}"].Roadway, AnchorTechnology.Rfid, 3);
        placing.At(_byId["POV-1"].Roadway, AnchorTechnology.Rfid, 3);
        placing.At(_byId["POV-1"].Roadway, AnchorTechnology.Rfid, _byId["POV-1"].Roadway.Line.Length - 3);
        return placing.Anchors;
    }

    private void Landmarks()
    {
        void Exit(string id, string name, string shaft) => _landmarks.Add(new(LandmarkKind.Exit, id, name, _byId[shaft].Roadway.Line.Vertices[0]));
        Exit("E1", "Клетевой ствол, устье", "STV-KL");
        Exit("E2", "Вентиляционный ствол №3, устье", "STV-VN");
        Exit("E3", "Скиповой ствол, устье", "STV-SK");
        var (caches, refuges) = (0, 0);
        foreach (var r in roadways.Where(r => r.Line.Length > 500 && r.Use != "shaft" && r.Level != Horizons.Surface))
        {
            var count = Math.Max(1, (int)Math.Round(r.Line.Length / CacheSpacing));
            for (var i = 0; i < count; i++)
                _landmarks.Add(new(LandmarkKind.SelfRescuerCache, $"PS{++caches:00}", $"Пункт ПСС №{caches}, {r.Name}", r.Line.PointAt((i + 0.5) * r.Line.Length / count)));
            if (r.Use is "conveyor" or "heading")
                _landmarks.Add(new(LandmarkKind.Refuge, $"KS{++refuges:00}", $"Камера спасения №{refuges}, {r.Name}", r.Line.PointAt(r.Line.Length * 0.8)));
        }
    }

    private void Sensors()
    {
        void Sensor(string id, string measures, string unit, Roadway r, double offset) =>
            _sensors.Add(new($"{measures}-{id}", r.Line.PointAt(offset) + new Point3(0, 0, Math.Round(r.Height.Value / 4, 2)), measures, unit));
        foreach (var l in Panels.Longwalls)
        {
            var (face, belt, vent) = (_byId[$"LAVA-{l.Code}"].Roadway, _byId[$"KSH-{l.Code}"].Roadway, _byId[$"VSH-{l.Code}"].Roadway);
            Sensor($"{l.Code}-1", "CH4", "%", face, 10);
            Sensor($"{l.Code}-2", "CH4", "%", face, face.Line.Length - 10);
            Sensor($"{l.Code}-3", "CH4", "%", vent, 20);
            Sensor(l.Code, "CO", "ppm", belt, 60);
            Sensor(l.Code, "O2", "%", vent, vent.Line.Length - 20);
            Sensor(l.Code, "AIR", "m/s", vent, 25);
        }
        foreach (var r in roadways.Where(r => r.Use == "heading"))
        {
            Sensor($"{r.Id.Value}-1", "CH4", "%", r, r.Line.Length - 8);
            Sensor($"{r.Id.Value}-2", "CH4", "%", r, Math.Min(20, r.Line.Length / 2));
        }
        foreach (var r in roadways.Where(IsDrift)) Sensor(r.Id.Value, "AIR", "m/s", r, r.Line.Length / 2);
        foreach (var id in (string[])["KBR-1", "KUK-2"]) Sensor(id, "CO", "ppm", _byId[id].Roadway, 50);
    }

    private void Zones()
    {
        void Whole(string id, string name, string roadway, string rule, params (string Name, string Json)[] parameters) =>
            _zones.Add(new(new(id), name, [], [new(_byId[roadway].Index, 0, Math.Floor(_byId[roadway].Roadway.Line.Length * 100) / 100)], rule, parameters.ToImmutableDictionary(p => p.Name, p => p.Json))
            {
                Rules = PlanRules.Of(rule, parameters.Length > 0 ? double.Parse(parameters[0].Json, CultureInfo.InvariantCulture) : 0, 0, []),
            });
        Whole("Z-VM", "Склад ВМ: вход запрещён", "VM-M100", "restricted");
        foreach (var l in Panels.Longwalls)
            Whole($"Z-LAVA-{l.Code}", $"Лава {l.Name}: не более 30 человек", $"LAVA-{l.Code}", "capacity", ("max", "30"));
        foreach (var h in Horizon.All) Whole($"Z-VK-{h.Code}", $"Вентиляционный квершлаг {h.Name}: исходящая струя", $"VK-{h.Code}", "key");
    }
}
