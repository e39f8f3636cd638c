-- Asks tshark many display filters in one pass: a listener for each. One line of frame numbers for
-- every line of filters; "!" and the reason where tshark does not understand it.
local found = {}
local count = 0
for line in io.lines(os.getenv("FILTERS")) do
  count = count + 1
  local frames = {}
  local ok, tap = pcall(Listener.new, "frame", line)
  if ok then
    function tap.packet(pinfo)
      frames[#frames + 1] = pinfo.number
    end
    found[count] = frames
  else
    found[count] = "! " .. tostring(tap):gsub("%s+", " ")
  end
end
local last = Listener.new("frame")
function last.draw()
  local out = io.open(os.getenv("FRAMES"), "w")
  for i = 1, count do
    local frames = found[i]
    out:write(type(frames) == "string" and frames or table.concat(frames, " "), "\n")
  end
  out:close()
end
